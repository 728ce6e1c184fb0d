package dev.holdfast.postgres.recall;

import dev.holdfast.ports.recall.RecallServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresRecallServiceTest extends OnPostgres implements RecallServiceContract {}

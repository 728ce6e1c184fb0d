package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.RecallLedgerContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresRecallLedgerTest extends OnPostgres implements RecallLedgerContract {}

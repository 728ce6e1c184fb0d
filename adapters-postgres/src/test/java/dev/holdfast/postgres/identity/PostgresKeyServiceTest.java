package dev.holdfast.postgres.identity;

import dev.holdfast.ports.identity.KeyServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresKeyServiceTest extends OnPostgres implements KeyServiceContract {}

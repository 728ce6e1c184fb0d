package dev.holdfast.postgres;

import dev.holdfast.ports.PermissionsContract;

final class PostgresPermissionsTest extends OnPostgres implements PermissionsContract {}

package dev.holdfast.postgres.identity;

import dev.holdfast.ports.identity.AuthenticatorContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresAuthenticatorTest extends OnPostgres implements AuthenticatorContract {}

package dev.holdfast.postgres.support;

import dev.holdfast.ports.shared.TransactionsContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresTransactionsTest extends OnPostgres implements TransactionsContract {}

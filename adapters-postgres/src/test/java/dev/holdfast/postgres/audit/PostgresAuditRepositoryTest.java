package dev.holdfast.postgres.audit;

import dev.holdfast.domain.audit.AuditRepositoryContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresAuditRepositoryTest extends OnPostgres implements AuditRepositoryContract {}

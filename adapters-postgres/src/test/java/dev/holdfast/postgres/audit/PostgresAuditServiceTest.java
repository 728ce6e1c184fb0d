package dev.holdfast.postgres.audit;

import dev.holdfast.ports.audit.AuditServiceContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresAuditServiceTest extends OnPostgres implements AuditServiceContract {}

package dev.holdfast.postgres.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** Rows that begin with {@link ApiKeyMapper#COLUMNS}, in that order. */
final class ApiKeyRows {
    private ApiKeyRows() {}

    static ApiKey key(Row row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.uuid()),
                new TenantId(row.text()),
                row.text(),
                row.oneOf(Role.class),
                row.texts().stream().map(Namespace::new).toList(),
                row.instant(),
                new PrincipalId(row.text()),
                row.optionalInstant(),
                row.optionalInstant());
    }

    static StoredApiKey stored(Row row) throws SQLException {
        return new StoredApiKey(key(row), row.text());
    }
}

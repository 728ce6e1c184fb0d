package dev.holdfast.postgres.support;

import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.shared.Revision;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/** A column that may be NULL, as an {@link Optional}; one named kind for each type that occurs. */
public abstract sealed class OptionalColumn<T> implements TypeHandler<Optional<T>> {
    private final ColumnType.Read<T> read;

    private OptionalColumn(ColumnType.Read<T> read) {
        this.read = read;
    }

    public static final class OfText extends OptionalColumn<String> {
        public OfText() {
            super(ResultSet::getString);
        }
    }

    public static final class OfInstant extends OptionalColumn<Instant> {
        public OfInstant() {
            super(ColumnType::readInstant);
        }
    }

    public static final class OfUuid extends OptionalColumn<UUID> {
        public OfUuid() {
            super((rows, column) -> rows.getObject(column, UUID.class));
        }
    }

    public static final class OfRevision extends OptionalColumn<Revision> {
        public OfRevision() {
            super((rows, column) -> {
                long version = rows.getLong(column);
                return rows.wasNull() ? null : new Revision(version);
            });
        }
    }

    /** A seal as the text {@code sequence:hash}. */
    public static final class OfSeal extends OptionalColumn<AuditSeal> {
        public OfSeal() {
            super((rows, column) -> {
                String seal = rows.getString(column);
                if (seal == null) {
                    return null;
                }
                int colon = seal.indexOf(':');
                return new AuditSeal(Long.parseLong(seal, 0, colon, 10), seal.substring(colon + 1));
            });
        }
    }

    @Override
    public final Optional<T> getResult(ResultSet rows, String column) throws SQLException {
        return getResult(rows, rows.findColumn(column));
    }

    @Override
    public final Optional<T> getResult(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(read.from(rows, column));
    }

    @Override
    public final Optional<T> getResult(CallableStatement statement, int column) {
        throw new IllegalStateException("no stored procedure is called");
    }

    @Override
    public final void setParameter(
            PreparedStatement statement, int i, Optional<T> value, @Nullable JdbcType type) throws SQLException {
        OptionalParameter.bind(statement, i, value, type);
    }
}

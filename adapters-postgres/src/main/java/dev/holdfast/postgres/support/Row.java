package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.JsonDocument;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer, read column by column in the order in which the statement names them. So a record is built by one
 * constructor call, without reflection, and without MyBatis taking rows that look alike for one.
 */
public final class Row {
    /** Builds a record out of a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet rows;
    private int column;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public String text() throws SQLException {
        return present(rows.getString(++column));
    }

    public Optional<String> optionalText() throws SQLException {
        return Optional.ofNullable(rows.getString(++column));
    }

    public UUID uuid() throws SQLException {
        return present(rows.getObject(++column, UUID.class));
    }

    public Optional<UUID> optionalUuid() throws SQLException {
        return Optional.ofNullable(rows.getObject(++column, UUID.class));
    }

    public Instant instant() throws SQLException {
        return optionalInstant().orElseThrow(this::absent);
    }

    public Optional<Instant> optionalInstant() throws SQLException {
        return Optional.ofNullable(rows.getObject(++column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    public long number() throws SQLException {
        return rows.getLong(++column);
    }

    public Optional<Long> optionalNumber() throws SQLException {
        long number = rows.getLong(++column);
        return rows.wasNull() ? Optional.empty() : Optional.of(number);
    }

    public int integer() throws SQLException {
        return rows.getInt(++column);
    }

    public double decimal() throws SQLException {
        return rows.getDouble(++column);
    }

    public boolean truth() throws SQLException {
        return rows.getBoolean(++column);
    }

    public JsonDocument json() throws SQLException {
        return JsonColumn.parse(text());
    }

    public <E extends Enum<E>> E oneOf(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text().toUpperCase(Locale.ROOT));
    }

    public List<String> texts() throws SQLException {
        return List.of((String[]) elements());
    }

    /** An array with gaps. */
    public List<Optional<String>> optionalTexts() throws SQLException {
        return Arrays.stream((String[]) elements()).map(Optional::ofNullable).toList();
    }

    public List<UUID> uuids() throws SQLException {
        return List.of((UUID[]) elements());
    }

    public List<Long> numbers() throws SQLException {
        return List.of((Long[]) elements());
    }

    /** An array of single precision. */
    public List<Float> floats() throws SQLException {
        return List.of((Float[]) elements());
    }

    /** An array of arrays of single precision; none when it is empty. */
    public List<float[]> floatRows() throws SQLException {
        byte[] sent = present(rows.getBytes(++column));
        if (SentFloats.isBinary(sent)) {
            return SentFloats.rows(sent);
        }
        column--;
        return elements() instanceof Float[][] boxed
                ? Arrays.stream(boxed).map(Row::unboxed).toList()
                : List.of();
    }

    private static float[] unboxed(Float[] boxed) {
        float[] plain = new float[boxed.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = boxed[i];
        }
        return plain;
    }

    public List<Double> decimals() throws SQLException {
        return List.of((Double[]) elements());
    }

    /** An array of single precision, as it is computed with. The driver would make an object of each number. */
    public float[] vector() throws SQLException {
        byte[] sent = present(rows.getBytes(++column));
        if (!SentFloats.isBinary(sent)) {
            column--;
            return unboxed((Float[]) elements());
        }
        return SentFloats.of(sent);
    }

    public byte[] bytes() throws SQLException {
        return present(rows.getBytes(++column));
    }

    private Object elements() throws SQLException {
        Array array = present(rows.getArray(++column));
        return array.getArray();
    }

    private <T> T present(@Nullable T value) {
        if (value == null) {
            throw absent();
        }
        return value;
    }

    private IllegalStateException absent() {
        return new IllegalStateException("column " + column + " is NULL, which its table forbids");
    }
}

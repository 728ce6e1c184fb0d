package dev.holdfast.postgres.operations;

import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.SizeReport;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.TableSize;
import dev.holdfast.ports.operations.TenantRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** The size of a PostgreSQL, as its catalogue and its statistics tell it. On a connection of its own. */
public final class PostgresStoreSize implements StoreSize {
    private static final int PATIENCE_SECONDS = 8;
    private static final long MIB = 1024L * 1024;

    /** Below it dead rows are nobody's concern. */
    private static final long MANY = 10_000;

    private static final long MUCH = 64 * MIB;

    /** Of some two thousand million transactions until PostgreSQL refuses all writes. */
    private static final long MOST_TRANSACTIONS = 2_146_000_000L;

    private static final long OLD = 1_200_000_000L;

    private final AdminConnection administrator;

    public PostgresStoreSize(AdminConnection administrator) {
        this.administrator = administrator;
    }

    /** @param wasted about how much of the table's own bytes holds nothing */
    private record Measured(TableSize size, long wasted) {}

    @Override
    public SizeReport report() {
        return asking(statement -> {
            List<Measured> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(SizeSql.TABLES)) {
                while (row.next()) {
                    tables.add(measured(row));
                }
            }
            List<Finding> findings = new ArrayList<>(List.of(vacuum(tables), statistics(tables), bloat(tables)));
            try (ResultSet row = statement.executeQuery(SizeSql.AGE)) {
                row.next();
                findings.add(wraparound(row.getLong("age")));
                findings.add(autovacuum(row.getString("autovacuum")));
            }
            List<TableSize> sizes = tables.stream().map(Measured::size).toList();
            return new SizeReport(sizes.stream().mapToLong(TableSize::bytes).sum(), sizes, findings);
        });
    }

    private static Measured measured(ResultSet row) throws SQLException {
        long bytes = row.getLong("bytes");
        long indexes = row.getLong("indexes");
        long toast = row.getLong("toast");
        TableSize size = new TableSize(
                row.getString("name"),
                row.getLong("rows"),
                row.getLong("dead"),
                bytes,
                bytes - indexes - toast,
                indexes,
                toast,
                moment(row, "vacuumed"),
                moment(row, "analyzed"),
                row.getLong("age"));
        long expected = Math.round(row.getDouble("expected") * 1.2);
        return new Measured(size, expected == 0 ? 0 : Math.max(0, row.getLong("heap") - expected));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Finding vacuum(List<Measured> tables) {
        List<TableSize> full = tables.stream()
                .map(Measured::size)
                .filter(table -> table.deadRows() >= MANY && table.deadRows() * 5 > table.rows())
                .toList();
        long dead = tables.stream().mapToLong(table -> table.size().deadRows()).sum();
        Figure figure = Figure.count("dead_rows", dead);
        return full.isEmpty()
                ? Finding.ok("vacuum", dead + " dead rows wait to be cleared away", figure)
                : Finding.warning(
                        "vacuum",
                        "more than a fifth is dead rows in " + names(full),
                        full.stream()
                                        .map(table -> "VACUUM (ANALYZE) holdfast." + table.name() + ";")
                                        .collect(Collectors.joining(" "))
                                + " If it clears nothing away, look for old transactions: holdfast doctor.",
                        figure);
    }

    private static Finding statistics(List<Measured> tables) {
        List<TableSize> unknown = tables.stream()
                .map(Measured::size)
                .filter(table -> table.rows() >= MANY && table.analyzedAt().isEmpty())
                .toList();
        return unknown.isEmpty()
                ? Finding.ok("statistics", "every large table has been analyzed")
                : Finding.warning(
                        "statistics",
                        "never analyzed: " + names(unknown) + "; plans of queries are guesses",
                        unknown.stream()
                                .map(table -> "ANALYZE holdfast." + table.name() + ";")
                                .collect(Collectors.joining(" ")));
    }

    private static Finding bloat(List<Measured> tables) {
        List<Measured> wide = tables.stream()
                .filter(table -> table.wasted() >= MUCH
                        && table.wasted() * 2 > table.size().tableBytes())
                .toList();
        long wasted = tables.stream().mapToLong(Measured::wasted).sum();
        Figure figure = Figure.bytes("wasted", wasted);
        return wide.isEmpty()
                ? Finding.ok("bloat", "about " + wasted / MIB + " MiB hold nothing and are used again", figure)
                : Finding.warning(
                        "bloat",
                        "about half or more holds nothing in "
                                + names(wide.stream().map(Measured::size).toList()),
                        "It is used again by later rows. To give it back to the disk: VACUUM FULL in a quiet hour (it locks the"
                                + " table), or pg_repack.",
                        figure);
    }

    private static Finding wraparound(long age) {
        Figure[] figures = {Figure.count("age", age), Figure.count("headroom", Math.max(0, MOST_TRANSACTIONS - age))};
        String finding = "the oldest rows are " + age + " transactions old, " + Math.max(0, MOST_TRANSACTIONS - age)
                + " are left until nothing can be written";
        return age >= OLD
                ? Finding.warning(
                        "wraparound",
                        finding,
                        "Let vacuum get through: end old transactions (holdfast doctor), then VACUUM FREEZE.",
                        figures)
                : Finding.ok("wraparound", finding, figures);
    }

    private static Finding autovacuum(String setting) {
        return setting.equals("on")
                ? Finding.ok("autovacuum", "is on")
                : Finding.warning(
                        "autovacuum", "is off: dead rows stay", "ALTER SYSTEM SET autovacuum = on, and reload.");
    }

    private static String names(List<TableSize> tables) {
        return tables.stream().map(TableSize::name).collect(Collectors.joining(", "));
    }

    @Override
    public List<TenantRows> tenants() {
        return asking(statement -> {
            List<TenantRows> tenants = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(SizeSql.TENANTS)) {
                while (row.next()) {
                    tenants.add(new TenantRows(new TenantId(row.getString("tenant")), row.getLong("rows")));
                }
            }
            return List.copyOf(tenants);
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }

    private <T> T asking(Question<T> question) {
        PGSimpleDataSource source = administrator.dataSource();
        source.setLoginTimeout(PATIENCE_SECONDS);
        source.setSocketTimeout(PATIENCE_SECONDS);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return question.ask(statement);
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }
}

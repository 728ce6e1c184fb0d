package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.KnownMigration;
import dev.holdfast.postgres.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever version a database comes from, its rows are there afterwards; and they are there when somebody goes back. */
final class MigrationsWithDataTest {
    private static final String WORDS_ARE_RIGHT = """
            SELECT count(*) FROM holdfast.memory
            WHERE words = holdfast.memory_words(key, tags, content) AND length = holdfast.terms_in(words)
            """;

    static Stream<Integer> versions() {
        return MigrationScripts.known().stream().map(KnownMigration::version);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rowsOfEveryVersionShouldSurviveTheWayUpAndTheWayBack(int version) {
        AdminConnection admin = TestServer.blank();
        new Bootstrap(admin).run();
        Migrations migrations = new Migrations(admin);
        migrations.migrateTo(version, line -> {});
        RowsOfVersions rows = new RowsOfVersions(admin);
        rows.write(version);
        Map<String, String> columns = rows.columns();
        Map<String, List<String>> written = rows.read(columns);
        assertThat(written.values()).as("rows in every table").noneMatch(List::isEmpty);

        migrations.migrate();

        assertThat(rows.read(columns)).isEqualTo(written);
        assertThat(new Catalogue(admin).objects()).isEqualTo(new Catalogue(TestServer.migrated()).objects());
        assertThat(rows.number(WORDS_ARE_RIGHT)).isEqualTo(rows.number("SELECT count(*) FROM holdfast.memory"));

        new Undoing(admin).down(version, true, rollback -> {});

        assertThat(rows.read(columns)).isEqualTo(written);
        assertThat(migrations.look().current()).isEqualTo(version);
    }
}

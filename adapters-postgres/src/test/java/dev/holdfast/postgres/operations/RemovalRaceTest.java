package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A write that meets a removal half-way. */
final class RemovalRaceTest extends OnPostgres {
    @Test
    void aWriteThatWaitedForARemovalShouldGoOnFromTheTombstone() throws Exception {
        MemoryStage here = MemoryStage.on(storage());
        Memory before = here.upsert(aMemory()).value();
        try (Connection removing = storage().admin().open();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            removing.setAutoCommit(false);
            remove(removing, here, before);
            Future<Written<Memory>> writing =
                    writer.submit(() -> here.upsert(aMemory().withContent("again")));
            await().until(this::somebodyWaits);
            removing.commit();

            Written<Memory> written = writing.get();
            assertThat(written.created()).isTrue();
            assertThat(written.value().id()).isEqualTo(before.id());
            assertThat(written.value().version()).isEqualTo(new Revision(2));
        }
    }

    @Test
    void aWriteThatWaitedForARemovalThatDidNotHappenShouldReplace() throws Exception {
        MemoryStage here = MemoryStage.on(storage());
        Memory before = here.upsert(aMemory()).value();
        try (Connection removing = storage().admin().open();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            removing.setAutoCommit(false);
            remove(removing, here, before);
            Future<Written<Memory>> writing =
                    writer.submit(() -> here.upsert(aMemory().withContent("again")));
            await().until(this::somebodyWaits);
            removing.rollback();

            assertThat(writing.get().created()).isFalse();
            assertThat(here.revisions(aMemory())).hasSize(2);
        }
    }

    private static void remove(Connection connection, MemoryStage here, Memory memory) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE holdfast_app");
            statement.execute(
                    "SELECT set_config('holdfast.tenant', '" + here.tenant().id() + "', true)");
            try (ResultSet row = statement.executeQuery("SELECT holdfast.remove_memories(ARRAY['"
                    + memory.id().value() + "'::uuid], ARRAY[1::bigint], now())")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(1);
            }
        }
    }

    private boolean somebodyWaits() throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }
}

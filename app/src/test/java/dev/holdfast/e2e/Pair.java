package dev.holdfast.e2e;

import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** A primary and its standby, by streaming replication. */
record Pair(Database primary, Database standby, FaultProxy between) {
    /** @param data the standby's, a copy of the primary's from before its start */
    static Pair of(Database primary, Path data, Supplier<Database> standby) {
        FaultProxy between = FaultProxy.to(primary.port());
        try {
            Files.createFile(data.resolve("standby.signal"));
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = '" + primary.urlOver(between.port()) + "?application_name=standby'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Pair pair = new Pair(primary, standby.get(), between);
        pair.awaitState("async");
        return pair;
    }

    /** From now on no commit is acknowledged that the standby does not have. */
    void synchronise() {
        primary.say("ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.say("SELECT pg_reload_conf()");
        awaitState("sync");
    }

    /** From now on the standby gets nothing, and does not know. */
    void stall() {
        between.blackHole();
    }

    void promote() {
        between.close();
        standby.say("SELECT pg_promote()");
    }

    /** Both, the primary whichever it is. */
    String url() {
        return primary.url()
                .replace(
                        ":" + primary.port() + "/postgres",
                        ":" + primary.port() + ",127.0.0.1:" + standby.port() + "/postgres?targetServerType=primary");
    }

    private void awaitState(String state) {
        await().atMost(Program.PATIENCE)
                .until(() -> primary.say("SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'")
                        .equals(state));
    }
}

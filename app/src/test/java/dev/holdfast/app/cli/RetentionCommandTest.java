package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell.Result;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetentionCommandTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home).with("HOLDFAST_STORAGE", "memory");
        shell.run("tenants", "create", "acme");
        Instant now = Clock.systemUTC().instant();
        Scope scope = new Scope(new TenantId("acme"), new PrincipalId("key/test"), now.plusSeconds(30), "request-1");
        Change longAgo = new Change(now.minus(Duration.ofDays(40)), "memory.set", Optional.empty());
        shell.storage()
                .repositories()
                .memories()
                .upsert(scope, Memories.aMemory().withKey("old").write(), longAgo);
        Change lately = new Change(now, "memory.set", Optional.empty());
        shell.storage()
                .repositories()
                .memories()
                .upsert(scope, Memories.aMemory().withKey("new").write(), lately);
    }

    private Result run(String... arguments) {
        return shell.run(arguments);
    }

    @Test
    void withoutAPolicyEverythingShouldBeKept() {
        assertThat(run("retention", "list").out()).contains("kept for ever");
        assertThat(run("retention", "plan").out()).contains("nothing would go");
        assertThat(run("retention", "run").out()).contains("nothing went");
    }

    @Test
    void whatIsPlannedShouldGoAndBeKeptInTheArchive() throws IOException {
        assertThat(run("retention", "set", "memories", "--max-age-days", "30", "--tenant", "acme")
                        .out())
                .contains("memories", "30 days");

        JsonNode plan = json(run("retention", "plan", "--json"));
        assertThat(plan.at("/items/0/rows").asInt()).isEqualTo(1);
        assertThat(plan.at("/items/0/tenant").asString()).isEqualTo("acme");
        Path archive = home.resolve("archive");
        JsonNode gone = json(run("retention", "run", "--archive", archive.toString(), "--json"));

        assertThat(gone.at("/items/0/removed/memories").asInt()).isEqualTo(1);
        assertThat(gone.at("/items/0/complete").asBoolean()).isTrue();
        try (Stream<Path> files = Files.list(archive.resolve("acme"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .hasSize(2)
                    .satisfiesExactly(
                            name -> assertThat(name).endsWith(".ndjson.gz"),
                            name -> assertThat(name).endsWith(".ndjson.gz.manifest.json"));
        }
        assertThat(json(run("retention", "plan", "--json")).at("/items/0/rows").asInt())
                .isZero();
    }

    @Test
    void aPolicyShouldBeListedAndRemoved() {
        run("retention", "set", "memories", "--max-count", "5", "--keep-importance", "8", "--tenant", "acme");

        JsonNode listed = json(run("retention", "list", "--json"));
        assertThat(listed.at("/items/0/max_count").asInt()).isEqualTo(5);
        assertThat(listed.at("/items/0/keep_importance").asInt()).isEqualTo(8);
        assertThat(run("retention", "remove", "memories", "--tenant", "acme").exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(run("retention", "remove", "memories", "--tenant", "acme").exitCode())
                .isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run("retention", "list").out()).contains("kept for ever");
    }

    @Test
    void whatCannotBeShouldBeRefusedWithWhatCan() {
        for (List<String> wrong : List.of(
                List.of("retention", "set", "audit", "--max-age-days", "30", "--tenant", "acme"),
                List.of("retention", "set", "memories", "--tenant", "acme"),
                List.of("retention", "set", "documents", "--max-age-days", "0", "--tenant", "acme"),
                List.of("retention"))) {
            assertThat(run(wrong.toArray(String[]::new)).exitCode())
                    .as("%s", wrong)
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(run("retention", "set", "audit", "--max-age-days", "30").err())
                .contains("memory_versions");
    }

    @Test
    void theSizeShouldBeTold() {
        Result size = run("db", "size");

        assertThat(size.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(size.out()).contains("memory_history", "acme", "heap");
        assertThat(json(run("db", "size", "--json")).at("/tables/0/name").asString())
                .isEqualTo("memory");
    }

    private static JsonNode json(Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return new JsonMapper().readTree(result.out());
    }
}

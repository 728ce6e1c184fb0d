package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingsCommandTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home).with("HOLDFAST_STORAGE", "memory").with("HOLDFAST_EMBEDDER", "hashing");
        shell.run("tenants", "create", "acme");
    }

    private Result run(String... arguments) {
        return shell.run(arguments);
    }

    @Test
    void aTenantWithoutVectorsShouldBeToldHowToGetThem() {
        assertThat(run("embeddings", "status", "--tenant", "acme").out()).contains("HOLDFAST_EMBEDDER");
    }

    @Test
    void reembeddingShouldBeginAndBeSeenInTheStatus() {
        JsonNode begun = new JsonMapper()
                .readTree(run("embeddings", "reembed", "hashing-384", "--tenant", "acme", "--json")
                        .out());

        assertThat(begun.at("/state").asString()).isEqualTo("active");
        Result status = run("embeddings", "status", "--tenant", "acme");
        assertThat(status.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(status.out()).contains("hashing", "384", "active", "exact");
        assertThat(run("embeddings", "retry", "hashing-384", "--tenant", "acme").out())
                .contains("0 texts");
    }

    @Test
    void aModelThatNobodyServesShouldBeRefusedWithWhatThereIs() {
        Result refused = run("embeddings", "reembed", "unheard/of", "--tenant", "acme");

        assertThat(refused.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(refused.err()).contains("hashing");
        assertThat(run("embeddings", "retry", "unheard/of", "--tenant", "acme").exitCode())
                .isNotEqualTo(ExitCode.OK);
    }

    @Test
    void aStoreWithoutADatabaseShouldHaveNoIndex() {
        run("embeddings", "reembed", "hashing-384", "--tenant", "acme");

        Result refused = run("embeddings", "index", "--tenant", "acme");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(refused.err()).contains("no database");
    }
}

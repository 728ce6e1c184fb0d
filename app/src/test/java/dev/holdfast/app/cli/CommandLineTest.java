package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell.Result;
import dev.holdfast.app.config.Reference;
import dev.holdfast.app.storage.ConfiguredStorage;
import dev.holdfast.app.storage.StorageUnavailableException;
import dev.holdfast.domain.identity.ApiKeyToken;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(home);
    }

    @Test
    void helpShouldNameEveryCommandAndEveryExitCode() {
        Result help = shell.run("--help");

        assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(help.out())
                .contains(
                        "serve",
                        "keys",
                        "tenants",
                        "audit",
                        "db",
                        "migrate",
                        "embeddings",
                        "config",
                        "doctor",
                        "version",
                        "completion",
                        "Exit codes")
                .contains("Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "keys",
                "keys create",
                "keys list",
                "keys revoke",
                "keys generate",
                "tenants",
                "tenants create",
                "tenants list",
                "audit",
                "audit verify",
                "db",
                "db bootstrap",
                "db wait",
                "embeddings",
                "embeddings status",
                "embeddings reembed",
                "embeddings retry",
                "embeddings index",
                "config",
                "doctor",
                "version",
                "completion"
            })
    void everyCommandShouldExplainItself(String command) {
        Result help = shell.run((command + " --help").split(" "));

        assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(help.out()).contains("Usage: holdfast " + command);
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "frobnicate",
        "keys",
        "keys frobnicate",
        "db",
        "keys create",
        "keys create --name x --role king",
        "keys create --name x --role reader --namespace a//b",
        "keys create --name x --role reader --expires soon",
        "keys create --name x --role reader --expires 1980-01-01T00:00:00Z",
        "keys create --name x --role reader --tenant Not_A_Slug",
        "keys revoke not-an-id",
        "tenants create Not_A_Slug",
        "config --config /nowhere.conf",
        "config --profile wonderland",
        "--frobnicate",
    })
    void wrongUsageShouldEndWithTwoAndOneClearMessage(String line) {
        shell.run("tenants", "create", "default");

        Result refused = shell.run(line.split(" "));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).startsWith("holdfast: ").doesNotContain("\tat ", "Exception");
        assertThat(refused.err().lines()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aKeyShouldBeCreatedListedAndRevoked() {
        shell.run("tenants", "create", "default");

        Result created = shell.run("keys", "create", "--name", "ci", "--role", "writer", "--namespace", "users/42");
        assertThat(created.exitCode()).isEqualTo(ExitCode.OK);
        ApiKeyToken token = ApiKeyToken.parse(created.out().strip()).orElseThrow();
        assertThat(created.err()).contains("curl").contains("/v1/whoami");

        Result listed = shell.run("keys", "list");
        assertThat(listed.out())
                .contains(token.id().value().toString(), "ci", "writer", "users/42", "usable")
                .doesNotContain(token.secret().reveal());

        assertThat(shell.run("keys", "revoke", token.id().value().toString()).out())
                .contains("Revoked");
        assertThat(shell.run("keys", "list").out()).contains("revoked").doesNotContain("usable");
    }

    @Test
    void aKeyThatWasFoundSomewhereShouldBeRevokedByItself() {
        shell.run("tenants", "create", "default");
        String token = shell.run("keys", "create", "--name", "leaked", "--role", "reader")
                .out()
                .strip();

        assertThat(shell.run("keys", "revoke", token).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(shell.run("keys", "list").out()).contains("revoked");
    }

    @Test
    void revokingAKeyThatIsNotThereShouldFail() {
        shell.run("tenants", "create", "default");

        Result missing = shell.run("keys", "revoke", "0197f0c2-5f1e-7c31-9a55-2f6f0c1f7f11");

        assertThat(missing.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(missing.err()).contains("does not exist");
    }

    @Test
    void aTenantThatIsNotThereShouldBeMadeFirst() {
        Result refused = shell.run("keys", "create", "--tenant", "acme", "--name", "x", "--role", "admin");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(refused.err()).contains("there is no tenant acme").contains("holdfast tenants create acme");

        assertThat(shell.run("tenants", "create", "acme").out()).contains("Created tenant acme");
        assertThat(shell.run("tenants", "create", "acme").out()).contains("exists already");
        assertThat(shell.run("keys", "create", "--tenant", "acme", "--name", "x", "--role", "admin")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(shell.run("tenants", "list").out().lines()).containsExactly("acme");
    }

    @Test
    void machinesShouldGetJson() {
        shell.run("tenants", "create", "default");
        JsonNode created = JSON.readTree(
                shell.run("keys", "create", "--name", "ci", "--role", "reader", "--expires", "90d", "--json")
                        .out());

        assertThat(created.get("state").asString()).isEqualTo("usable");
        assertThat(ApiKeyToken.parse(created.get("key").asString())).isPresent();
        JsonNode listed = JSON.readTree(shell.run("keys", "list", "--json").out());
        assertThat(listed.get("items").get(0).get("id")).isEqualTo(created.get("id"));
        assertThat(listed.get("items").get(0).get("expires_at")).isEqualTo(created.get("expires_at"));
        assertThat(listed.toString()).doesNotContain(created.get("key").asString());
        assertThat(JSON.readTree(shell.run("tenants", "list", "--json").out())
                        .get("items")
                        .get(0)
                        .asString())
                .isEqualTo("default");
        assertThat(JSON.readTree(shell.run("config", "--json").out())
                        .get("items")
                        .get(0)
                        .get("key")
                        .asString())
                .isEqualTo("profile");
        assertThat(JSON.readTree(shell.run("audit", "verify", "--json").out())
                        .get("items")
                        .get(0)
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theAuditOfEveryTenantShouldBeVerified() {
        shell.run("tenants", "create", "default");
        shell.run("tenants", "create", "acme");
        shell.run("keys", "create", "--tenant", "acme", "--name", "x", "--role", "admin");

        Result verified = shell.run("audit", "verify");

        assertThat(verified.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(verified.out()).contains("acme", "default", "intact", "1 entries");
        assertThat(shell.run("audit", "verify", "--tenant", "acme").out()).doesNotContain("default");
    }

    @Test
    void anAuditSealedUnderAnotherSecretShouldBeReportedAsBroken() {
        shell.run("tenants", "create", "default");
        shell.run("keys", "create", "--name", "x", "--role", "admin");
        shell.run("audit", "verify");

        Result broken = shell.with("HOLDFAST_SECRET", "another-secret-another-secret-another")
                .run("audit", "verify");

        assertThat(broken.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(broken.out()).contains("BROKEN at 1");
    }

    @Test
    void theBootstrapShouldBePrintedForTheUserOfTheServer() {
        assertThat(shell.run("db", "bootstrap").out())
                .contains("CREATE ROLE", "GRANT holdfast_owner, holdfast_app TO \"holdfast\";");
        assertThat(shell.with("DATABASE_URL", "postgres://app@db.invalid/x")
                        .run("db", "bootstrap")
                        .out())
                .endsWith("TO \"app\";\n");
        assertThat(shell.run("db", "bootstrap", "--user", "o\"ops").out()).endsWith("TO \"o\"\"ops\";\n");
    }

    @Test
    void generatedKeysShouldBeOfTheRightFormAndDifferent() {
        String first = shell.run("keys", "generate").out().strip();
        String second = shell.with("HOLDFAST_PROFILE", "production")
                .run("keys", "generate")
                .out()
                .strip();

        assertThat(ApiKeyToken.parse(first)).isPresent();
        assertThat(first).startsWith("hf_dev_");
        assertThat(second).startsWith("hf_live_");
    }

    @Test
    void theConfigurationShouldBeShownWithoutSecrets() {
        Result shown = shell.with("HOLDFAST_SECRET", "0123456789abcdef0123456789abcdef")
                .run("config");

        assertThat(shown.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(shown.out())
                .contains("[redacted]", "environment variable HOLDFAST_SECRET", "server.port")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void optionsOfTheProgramShouldStandBeforeOrAfterTheCommand() {
        assertThat(shell.run("--profile", "test", "config").out()).contains("flag --profile");
        assertThat(shell.run("config", "--profile", "test").out()).contains("flag --profile");
    }

    @Test
    void theReferenceShouldBeWhatTheDocumentationIsMadeFrom() {
        assertThat(shell.run("config", "--reference").out()).isEqualTo(Reference.markdown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "serve", "--port 0", "--profile test", "--profile test serve", "serve --host 127.0.0.1"})
    void withoutACommandItShouldServe(String line) {
        Result ended = shell.on((config, use, metrics, progress) -> {
                    throw new StorageUnavailableException("opened for " + use, "");
                })
                .run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(ended.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(ended.err()).contains("opened for SERVE");
    }

    @Test
    void everyConfigurationProblemShouldBeShown() {
        Result refused = shell.with("HOLDFAST_PORT", "x")
                .with("HOLDFAST_LOG_LEVEL", "loud")
                .run("config");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("server.port").contains("log.level");
    }

    @Test
    void anUnavailableStoreShouldEndWithThree() {
        Result refused = shell.on((config, use, metrics, progress) -> {
                    throw new StorageUnavailableException("the database is away", "Start it.");
                })
                .run("keys", "list");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(refused.err().lines()).containsExactly("holdfast: the database is away", "  Start it.");
    }

    @Test
    void whereAFailureComesFromShouldBeShownOnlyWhenAskedFor() {
        shell.on((config, use, metrics, progress) -> {
            throw new IllegalStateException("a defect");
        });

        assertThat(shell.run("keys", "list").err())
                .contains("internal error", "--verbose")
                .doesNotContain("\tat ");
        assertThat(shell.run("keys", "list", "--verbose").err()).contains("\tat ");
    }

    @Test
    void commandsShouldSayThatTheyCannotReachTheMemoryOfAServer() {
        Result refused = shell.on(new ConfiguredStorage(Clock.systemUTC(), new SecureRandom()))
                .run("keys", "list", "--storage", "memory");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(refused.err()).contains("inside the server");
    }

    @Test
    void versionShouldNameTheProgramAndJava() {
        for (String line : List.of("version", "--version", "-V")) {
            assertThat(shell.run(line).out()).as(line).startsWith("holdfast ").contains("Java ");
        }
    }

    @Test
    void completionShouldBeAScriptForTheShell() {
        assertThat(shell.run("completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F");
    }

    @Test
    void waitingShouldSayWhatIsReady() {
        Result ready = shell.run("db", "wait", "--timeout", "1s");

        assertThat(ready.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ready.out()).contains("is ready to serve.");
        assertThat(JSON.readTree(shell.run("db", "wait", "--json").out())
                        .get("ready")
                        .asBoolean())
                .isTrue();
        assertThat(shell.run("db", "wait", "--timeout", "soon").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatNobodyElsePreparesShouldNotBeWaitedFor() {
        Result embedded = shell.on(new ConfiguredStorage(Clock.systemUTC(), new SecureRandom()))
                .run("db", "wait");

        assertThat(embedded.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(embedded.err()).contains("nothing to wait for", "DATABASE_URL");
    }
}

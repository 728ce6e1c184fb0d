package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.app.config.Configuration.Effective;
import dev.holdfast.app.config.Configuration.Inputs;
import dev.holdfast.app.config.ConfigurationException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String API_KEY =
            "hf_dev_03h9y6mf1nx9fdh921vwwcy54_4xu1firwobdzic0xgqh97ibhvolq0hoysmczae404ib0op03pb_193s831";

    @TempDir
    private Path folder;

    @Test
    void nothingAtAllShouldBeAnEmbeddedDatabaseInTheDevelopmentProfile() {
        HoldfastConfig config = TestConfiguration.of().config();

        assertThat(config.general().profile()).isEqualTo(Profile.DEVELOPMENT);
        assertThat(config.storage().kind()).isEqualTo(StorageKind.EMBEDDED);
        assertThat(config.general().home()).isEqualTo(Path.of(System.getProperty("user.home"), ".holdfast"));
    }

    @Test
    void flagsShouldWinOverVariablesAndThoseOverTheFileAndThatOverDefaults() throws IOException {
        Path file = file("server { host = 127.0.0.4, port = 4 }\nlog.level = debug\nlog.format = json");
        Configuration configuration = Configuration.read(new Inputs(
                Map.of("HOLDFAST_HOST", "127.0.0.3", "HOLDFAST_PORT", "3"),
                Map.of("--host", "127.0.0.2"),
                Optional.of(file)));

        assertThat(configuration.config().server().host()).isEqualTo("127.0.0.2");
        assertThat(configuration.config().server().port()).isEqualTo(3);
        assertThat(configuration.config().log()).isEqualTo(new LogConfig(LogFormat.JSON, LogLevel.DEBUG, false));
        assertThat(configuration.config().limits().connections()).isEqualTo(4096);
    }

    @Test
    void theFileShouldAlsoBeNamedByAVariable() throws IOException {
        Path file = file("server.port = 4711");

        assertThat(TestConfiguration.of("HOLDFAST_CONFIG", file.toString())
                        .config()
                        .server()
                        .port())
                .isEqualTo(4711);
    }

    @Test
    void anEmptyVariableShouldCountAsNotSet() {
        assertThat(TestConfiguration.of("HOLDFAST_PORT", "", "DATABASE_URL", "")
                        .config()
                        .server()
                        .port())
                .isEqualTo(7070);
    }

    @Test
    void listsShouldBeWrittenWithCommasOrAsListsOfTheFile() throws IOException {
        Path file = file("server.allowed_hosts = [a.example, \"b.example:8080\"]");

        assertThat(TestConfiguration.inFile(file).config().server().allowedHosts())
                .containsExactly("a.example", "b.example:8080");
        assertThat(TestConfiguration.of("HOLDFAST_ALLOWED_HOSTS", "a.example, b.example:8080")
                        .config()
                        .server()
                        .allowedHosts())
                .containsExactly("a.example", "b.example:8080");
    }

    @Test
    void aDatabasesSettingsShouldFitTogetherAndEveryMisfitBeReported() {
        assertThatProblems(() -> TestConfiguration.of(
                        "DATABASE_URL", "postgres://db/holdfast",
                        "HOLDFAST_POOL_SIZE", "4",
                        "HOLDFAST_POOL_MINIMUM_IDLE", "5",
                        "HOLDFAST_POOL_KEEPALIVE", "10s",
                        "HOLDFAST_CONNECT_FIRST_DELAY", "1m",
                        "HOLDFAST_DATABASE_APPLICATION_NAME", "a name",
                        "PGSSLROOTCERT", folder.resolve("absent.crt").toString()))
                .extracting(problem -> problem.subject() + ": " + problem.message())
                .anyMatch(line ->
                        line.contains("HOLDFAST_POOL_MINIMUM_IDLE") && line.contains("more than database.pool.size, 4"))
                .anyMatch(line -> line.contains("HOLDFAST_POOL_KEEPALIVE") && line.contains("30s to 1h, or 0"))
                .anyMatch(line -> line.contains("HOLDFAST_CONNECT_FIRST_DELAY") && line.contains("longest_delay, 30s"))
                .anyMatch(line -> line.contains("HOLDFAST_DATABASE_APPLICATION_NAME") && line.contains("1 to 40"))
                .anyMatch(line -> line.contains("PGSSLROOTCERT") && line.contains("cannot be read"))
                .hasSize(5);
        assertThatProblems(() -> TestConfiguration.of(
                        "DATABASE_URL", "postgres://db/holdfast",
                        "HOLDFAST_SECRET", "a secret of more than thirty-two characters",
                        "HOLDFAST_PROFILE", "production",
                        "HOLDFAST_FALL_BACK_TO_EMBEDDED", "true"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not for the production profile"));
    }

    @Test
    void theRootCertificateShouldBeAParameterOfTheUrlUnlessThatSaysAnother() throws IOException {
        Path certificate = Files.writeString(folder.resolve("root.crt"), "");

        assertThat(TestConfiguration.of(
                                "DATABASE_URL",
                                "postgres://db/holdfast?sslmode=verify-full",
                                "PGSSLROOTCERT",
                                certificate.toString())
                        .config()
                        .database()
                        .url()
                        .parameters())
                .containsEntry("sslrootcert", certificate.toString())
                .containsEntry("sslmode", "verify-full");
        assertThat(TestConfiguration.of(
                                "DATABASE_URL",
                                "postgres://db/holdfast?sslrootcert=other.crt",
                                "PGSSLROOTCERT",
                                certificate.toString())
                        .config()
                        .database()
                        .url()
                        .parameters())
                .containsEntry("sslrootcert", "other.crt");
    }

    @Test
    void everythingWrongShouldBeReportedAtOnce() throws IOException {
        Path file = file("server.prot = 1\nlimits.body_size = huge");

        assertThatProblems(() -> TestConfiguration.inFile(
                        file,
                        "HOLDFAST_PORT",
                        "abc",
                        "HOLDFAST_HOME_DIR",
                        "/x",
                        "HOLDFAST_HOST",
                        "0.0.0.0",
                        "PGPORT",
                        "0"))
                .map(Problem::toString)
                .containsExactlyInAnyOrder(
                        "environment variable HOLDFAST_HOME_DIR: unknown; did you mean HOLDFAST_HOME?",
                        "server.prot (file holdfast.conf:1): unknown; did you mean server.port?",
                        "server.port (environment variable HOLDFAST_PORT): \"abc\" is wrong; expected a whole number, 0 to 65535",
                        "limits.body_size (file holdfast.conf:2): \"huge\" is wrong; expected a size such as 512KiB or 16MiB,"
                                + " 64KiB to 64MiB",
                        "database.port (environment variable PGPORT): \"0\" is wrong; expected a port, 1 to 65535",
                        "server.host (environment variable HOLDFAST_HOST): listening on 0.0.0.0 would send keys in the clear; set"
                                + " HOLDFAST_INSECURE_HTTP=true when a TLS proxy or a private network stands in front, or listen on"
                                + " 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOLDFAST_SERVICE_HOST",
                "HOLDFAST_SERVICE_PORT",
                "HOLDFAST_SERVICE_PORT_HTTP",
                "HOLDFAST_PORT_7070_TCP",
                "HOLDFAST_PORT_7070_TCP_ADDR",
                "HOLDFAST_JAVA_OPTS",
                "HOLDFAST_JAVA_HOME"
            })
    void variablesThatOthersMakeShouldBeIgnored(String name) {
        assertThat(TestConfiguration.of(name, "10.0.0.1").config().server().port())
                .isEqualTo(7070);
    }

    @Test
    void thePortOfAKubernetesServiceShouldBeExplained() {
        assertThatProblems(() -> TestConfiguration.of("HOLDFAST_PORT", "tcp://10.96.0.17:7070"))
                .singleElement(type(Problem.class))
                .extracting(Problem::message)
                .asString()
                .contains("enableServiceLinks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.7", "example.org"})
    void listeningBeyondThisMachineShouldNeedAWord(String host) {
        assertThatProblems(() -> TestConfiguration.of("HOLDFAST_HOST", host)).hasSize(1);
        assertThat(TestConfiguration.of("HOLDFAST_HOST", host, "HOLDFAST_INSECURE_HTTP", "true")
                        .config()
                        .server()
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void listeningOnThisMachineShouldNeedNone(String host) {
        assertThat(TestConfiguration.of("HOLDFAST_HOST", host).config().server().host())
                .isEqualTo(host);
    }

    @Test
    void aDatabaseThatIsNamedShouldBeUsed() {
        assertThat(TestConfiguration.of("DATABASE_URL", "postgres://db/x")
                        .config()
                        .storage()
                        .kind())
                .isEqualTo(StorageKind.POSTGRES);
        assertThat(TestConfiguration.of("PGHOST", "db").config().storage().kind())
                .isEqualTo(StorageKind.POSTGRES);
        assertThat(TestConfiguration.of("PGUSER", "me").config().storage().kind())
                .isEqualTo(StorageKind.EMBEDDED);
    }

    @Test
    void whatTheUrlSaysShouldWinOverTheParts() {
        DatabaseConfig database = TestConfiguration.of(
                        "DATABASE_URL", "postgres://ann@db.example:5433/notes?sslmode=verify-full",
                        "PGHOST", "elsewhere",
                        "PGUSER", "bob",
                        "PGPASSWORD", "geheim",
                        "PGSSLMODE", "disable")
                .config()
                .database();

        assertThat(database.url().jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/notes?sslmode=verify-full");
        assertThat(database.user()).isEqualTo("ann");
        assertThat(database.password().orElseThrow().reveal()).isEqualTo("geheim");
    }

    @Test
    void thePartsShouldMakeAUrl() {
        DatabaseConfig database = TestConfiguration.of(
                        "PGHOST", "db", "PGPORT", "5433", "PGDATABASE", "notes", "PGSSLMODE", "verify-ca")
                .config()
                .database();

        assertThat(database.url().jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/notes?sslmode=verify-ca");
        assertThat(database.user()).isEqualTo("holdfast");
    }

    @Test
    void ourOwnVariablesShouldWinOverThoseOfPostgresTools() {
        assertThat(TestConfiguration.of(
                                "HOLDFAST_DATABASE_URL", "postgres://ours/x", "DATABASE_URL", "postgres://theirs/x")
                        .config()
                        .database()
                        .url()
                        .hosts())
                .isEqualTo("ours");
    }

    @Test
    void theProductionProfileShouldDemandASecretForADatabaseOfOnesOwn() {
        assertThatProblems(
                        () -> TestConfiguration.of("HOLDFAST_PROFILE", "production", "DATABASE_URL", "postgres://db/x"))
                .singleElement(type(Problem.class))
                .extracting(Problem::subject)
                .isEqualTo("secret");
        assertThat(TestConfiguration.of("HOLDFAST_PROFILE", "production")
                        .config()
                        .storage()
                        .kind())
                .isEqualTo(StorageKind.EMBEDDED);
    }

    @Test
    void aWrongSecretShouldNotBeCalledAMissingOne() {
        assertThatProblems(() -> TestConfiguration.of(
                        "HOLDFAST_PROFILE",
                        "production",
                        "DATABASE_URL",
                        "postgres://db/x",
                        "HOLDFAST_SECRET",
                        "short"))
                .singleElement(type(Problem.class))
                .extracting(Problem::message)
                .asString()
                .contains("at least 32 characters")
                .doesNotContain("short");
    }

    @Test
    void postgresWithoutADatabaseShouldBeRefused() {
        assertThatProblems(() -> TestConfiguration.of("HOLDFAST_STORAGE", "postgres"))
                .singleElement(type(Problem.class))
                .extracting(Problem::message)
                .asString()
                .contains("DATABASE_URL");
    }

    @Test
    void secretsShouldAlsoComeFromFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef\n");
        Path key = Files.writeString(folder.resolve("key"), API_KEY);
        Path file = file("bootstrap_api_key_file = \"" + key + "\"");

        GeneralConfig config = TestConfiguration.inFile(file, "HOLDFAST_SECRET_FILE", secret.toString())
                .config()
                .general();

        assertThat(config.secret().orElseThrow().reveal()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(config.bootstrapApiKey().orElseThrow().reveal()).isEqualTo(API_KEY);
    }

    @Test
    void aSecretAndItsFileTogetherShouldBeRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef");

        assertThatProblems(() -> TestConfiguration.of(
                        "HOLDFAST_SECRET",
                        "another-secret-another-secret-another",
                        "HOLDFAST_SECRET_FILE",
                        secret.toString()))
                .singleElement(type(Problem.class))
                .extracting(Problem::message)
                .asString()
                .contains("keep one");
    }

    @Test
    void aMissingSecretFileShouldBeNamed() {
        assertThatProblems(() -> TestConfiguration.of("HOLDFAST_SECRET_FILE", "/nowhere/secret"))
                .map(Problem::toString)
                .containsExactly(
                        "secret (environment variable HOLDFAST_SECRET_FILE): the file /nowhere/secret cannot be read");
    }

    @Test
    void aMissingOrMalformedConfigurationFileShouldBeNamed() throws IOException {
        assertThatProblems(() -> TestConfiguration.inFile(folder.resolve("absent.conf")))
                .singleElement(type(Problem.class))
                .extracting(Problem::subject)
                .asString()
                .endsWith("absent.conf");
        Path malformed = file("server {");
        assertThatProblems(() -> TestConfiguration.inFile(malformed))
                .singleElement(type(Problem.class))
                .extracting(Problem::message)
                .asString()
                .startsWith("not HOCON");
    }

    @Test
    void noRenderingShouldShowASecret() throws IOException {
        Path file = file("database.password = hush-hush");
        Configuration configuration = TestConfiguration.inFile(
                file,
                "HOLDFAST_SECRET",
                "0123456789abcdef0123456789abcdef",
                "HOLDFAST_BOOTSTRAP_API_KEY",
                API_KEY,
                "DATABASE_URL",
                "postgres://ann:geheim@db/x");

        assertThat(configuration.effective().toString() + configuration.config())
                .doesNotContain("hush-hush", "0123456789abcdef", API_KEY.substring(34), "geheim")
                .contains("postgres://db/x");
    }

    @Test
    void effectiveValuesShouldSayWhereTheyComeFrom() throws IOException {
        Path file = file("log.level = warn");

        assertThat(TestConfiguration.inFile(file, "HOLDFAST_PORT", "8080").effective())
                .contains(
                        new Effective("server.port", Optional.of("8080"), "environment variable HOLDFAST_PORT"),
                        new Effective("log.level", Optional.of("warn"), "file holdfast.conf:1"),
                        new Effective("server.host", Optional.of("127.0.0.1"), "default"),
                        new Effective("storage.kind", Optional.of("embedded"), "default"),
                        new Effective("secret", Optional.empty(), "default"));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("holdfast.conf"), content);
    }

    private static ListAssert<Problem> assertThatProblems(Reading reading) {
        List<Problem> found = new ArrayList<>();
        assertThatThrownBy(reading::read)
                .isInstanceOfSatisfying(ConfigurationException.class, wrong -> found.addAll(wrong.problems()));
        return assertThat(found);
    }

    private interface Reading {
        Configuration read();
    }
}

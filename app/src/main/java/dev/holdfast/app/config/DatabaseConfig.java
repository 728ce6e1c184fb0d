package dev.holdfast.app.config;

import dev.holdfast.domain.shared.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PostgreSQL that somebody else runs.
 *
 * @param url where it is, without a user and a password
 * @param replica a copy of it that answers reads
 * @param startupTimeout how long to wait for it at the start
 * @param connectRetry how often a start tries it
 * @param pingRetry how often a command does
 * @param migrate whether the start brings the schema up to date
 * @param slowStatement a call of a statement that takes as long, or longer, is kept and logged
 * @param applicationName how the server's connections call themselves
 * @param fallBackToEmbedded whether a start uses the embedded database when this one does not answer
 * @param adminQueries whether administrators may ask the database in SQL
 * @param verify whether the start looks at every object of the schema
 */
public record DatabaseConfig(
        DatabaseUrl url,
        String user,
        Optional<Secret> password,
        Optional<String> adminUser,
        Optional<Secret> adminPassword,
        Optional<ReplicaConfig> replica,
        Duration startupTimeout,
        RetryConfig connectRetry,
        RetryConfig pingRetry,
        boolean migrate,
        Duration slowStatement,
        String applicationName,
        boolean fallBackToEmbedded,
        boolean adminQueries,
        boolean verify) {

    private static final String SSL_MODE_PARAMETER = "sslmode";
    private static final String ROOT_CERTIFICATE_PARAMETER = "sslrootcert";

    static final Setting<DatabaseUrl> URL = Setting.of(
                    "database.url",
                    "HOLDFAST_DATABASE_URL",
                    new Form<>(
                            "postgres://user:password@host:port/database?parameters, or jdbc:postgresql://...",
                            DatabaseUrl::parse),
                    new Default.Absent("the parts below are used"),
                    "The database as one URL. What it says wins over the parts below; what it leaves out is taken from"
                            + " them.")
            .alsoFrom("DATABASE_URL")
            .asSecret();

    static final Setting<String> HOST = Setting.of(
                    "database.host",
                    "HOLDFAST_DATABASE_HOST",
                    Form.host(),
                    new Default.Absent("`localhost`"),
                    "The database's host.")
            .alsoFrom("PGHOST");

    static final Setting<Integer> PORT = Setting.of(
                    "database.port", "HOLDFAST_DATABASE_PORT", Form.port(), "5432", "The database's port.")
            .alsoFrom("PGPORT");

    static final Setting<String> NAME = Setting.of(
                    "database.name",
                    "HOLDFAST_DATABASE_NAME",
                    Form.text(),
                    new Default.Absent("`holdfast`"),
                    "The database's name.")
            .alsoFrom("PGDATABASE");

    static final Setting<String> USER = Setting.of(
                    "database.user",
                    "HOLDFAST_DATABASE_USER",
                    Form.text(),
                    new Default.Absent("`holdfast`"),
                    "The role to log in with.")
            .alsoFrom("PGUSER");

    static final Setting<Secret> PASSWORD = Setting.of(
                    "database.password",
                    "HOLDFAST_DATABASE_PASSWORD",
                    Form.secret(1),
                    new Default.Absent("none is sent"),
                    "That role's password.")
            .alsoFrom("PGPASSWORD")
            .asSecret();

    static final Setting<String> ADMIN_USER = Setting.of(
            "database.admin_user",
            "HOLDFAST_DATABASE_ADMIN_USER",
            Form.text(),
            new Default.Absent("the role above does this too"),
            "Another role that creates Holdfast's roles and migrates its schema, so that the role above needs no such"
                    + " rights.");

    static final Setting<Secret> ADMIN_PASSWORD = Setting.of(
                    "database.admin_password",
                    "HOLDFAST_DATABASE_ADMIN_PASSWORD",
                    Form.secret(1),
                    new Default.Absent("none is sent"),
                    "That role's password.")
            .asSecret();

    static final Setting<SslMode> SSL_MODE = Setting.of(
                    "database.ssl_mode",
                    "HOLDFAST_DATABASE_SSL_MODE",
                    Form.choice(SslMode.class),
                    new Default.PerProfile("disable", "disable", "require"),
                    "How the connection is protected, with PostgreSQL's own meanings, unless `sslmode` in the URL says it."
                            + " A client certificate is named by parameters of the URL (`sslcert`, `sslkey`).")
            .alsoFrom("PGSSLMODE");

    static final Setting<Path> ROOT_CERTIFICATE = Setting.of(
                    "database.ssl_root_certificate",
                    "HOLDFAST_DATABASE_SSL_ROOT_CERTIFICATE",
                    Form.path(),
                    new Default.Absent("`~/.postgresql/root.crt`"),
                    "The certificates (PEM) that the database's has to come from with `verify-ca` and `verify-full`, unless"
                            + " `sslrootcert` in the URL says it.")
            .alsoFrom("PGSSLROOTCERT");

    static final Setting<DatabaseUrl> REPLICA_URL = Setting.of(
                    "database.replica_url",
                    "HOLDFAST_REPLICA_URL",
                    new Form<>(
                            "postgres://user:password@host:port/database?parameters, or jdbc:postgresql://...",
                            DatabaseUrl::parse),
                    new Default.Absent("there is none"),
                    "A streaming standby of the database. It answers reads that ask for it (`Holdfast-Max-Staleness`), and all reads"
                            + " while the database is away. User, password and protection are those of the database unless it says"
                            + " others.")
            .asSecret();

    static final Setting<String> APPLICATION_NAME = Setting.of(
                    "database.application_name",
                    "HOLDFAST_DATABASE_APPLICATION_NAME",
                    Form.matching("1 to 40 letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]{1,40}"),
                    "holdfast",
                    "How connections call themselves in `pg_stat_activity`: this name with the pool's behind it, such as"
                            + " `holdfast/requests`; commands add `-command`.")
            .alsoFrom("PGAPPNAME");

    static final Setting<Boolean> FALL_BACK = Setting.of(
            "database.fall_back_to_embedded",
            "HOLDFAST_FALL_BACK_TO_EMBEDDED",
            Form.flag(),
            "false",
            "Whether `serve` starts on the embedded PostgreSQL when this database does not answer, after all attempts. What is"
                    + " written then is in the home folder and nowhere else. Not in the production profile.");

    static final RetryConfig.Keys CONNECT_RETRY = RetryConfig.Keys.of(
            "database.connect_retry",
            "HOLDFAST_CONNECT",
            "`serve`",
            new Default.PerProfile("5", "5", "8"),
            "1s",
            "30s");

    static final RetryConfig.Keys PING_RETRY = RetryConfig.Keys.of(
            "database.ping_retry", "HOLDFAST_PING", "a command", new Default.Always("3"), "500ms", "5s");

    static final Setting<Duration> STARTUP_TIMEOUT = Setting.of(
                    "database.startup_timeout",
                    "HOLDFAST_DATABASE_STARTUP_TIMEOUT",
                    Form.duration(Duration.ZERO, Duration.ofHours(1)),
                    new Default.PerProfile("15s", "5s", "60s"),
                    "How long `holdfast db wait` waits for a database that does not answer yet, and the longest that `serve` does,"
                            + " whatever attempts are left.")
            .withFlag("--timeout");

    static final Setting<Boolean> MIGRATE = Setting.of(
            "database.migrate_on_start",
            "HOLDFAST_MIGRATE_ON_START",
            Form.flag(),
            "true",
            "Whether `serve` brings the schema up to date. Without it an outdated schema is refused.");

    static final Setting<Duration> SLOW_STATEMENT = Setting.of(
            "database.slow_statement",
            "HOLDFAST_SLOW_STATEMENT",
            Form.duration(Duration.ofMillis(1), Duration.ofMinutes(1)),
            "200ms",
            "A statement that takes as long, or longer, is named in the log, without anything it was called with, and kept with"
                    + " its plan (`GET /v1/admin/slow-queries`).");

    static final Setting<Boolean> ADMIN_QUERIES = Setting.of(
            "database.admin_queries",
            "HOLDFAST_ADMIN_QUERIES",
            Form.flag(),
            "false",
            "Whether administrators of a tenant may ask the database in SQL about the rows of their tenant"
                    + " (`POST /v1/admin/query`).");

    static final Setting<Boolean> VERIFY = Setting.of(
            "database.verify_on_start",
            "HOLDFAST_VERIFY_ON_START",
            Form.flag(),
            "true",
            "Whether `serve` compares the schema with the one it expects, object by object, and refuses to start when"
                    + " something is missing or changed; of the embedded database too.");

    static final Section SECTION = new Section(
            "Database",
            Stream.concat(
                            List.<Setting<?>>of(
                                    URL,
                                    HOST,
                                    PORT,
                                    NAME,
                                    USER,
                                    PASSWORD,
                                    ADMIN_USER,
                                    ADMIN_PASSWORD,
                                    SSL_MODE,
                                    ROOT_CERTIFICATE,
                                    REPLICA_URL,
                                    APPLICATION_NAME,
                                    FALL_BACK,
                                    STARTUP_TIMEOUT,
                                    MIGRATE,
                                    VERIFY,
                                    SLOW_STATEMENT,
                                    ADMIN_QUERIES)
                                    .stream(),
                            Stream.of(CONNECT_RETRY.all(), PING_RETRY.all(), PoolConfig.SETTINGS)
                                    .flatMap(List::stream))
                    .toList());

    static DatabaseConfig of(Values values) {
        DatabaseUrl url = values.find(URL)
                .orElseGet(() -> DatabaseUrl.at(
                        values.find(HOST).orElse("localhost"),
                        values.get(PORT),
                        values.find(NAME).orElse("holdfast")));
        String user = url.user().or(() -> values.find(USER)).orElse("holdfast");
        Optional<Secret> password = url.password().or(() -> values.find(PASSWORD));
        return new DatabaseConfig(
                guarded(url, values),
                user,
                password,
                values.find(ADMIN_USER),
                values.find(ADMIN_PASSWORD),
                values.find(REPLICA_URL)
                        .map(copy -> new ReplicaConfig(
                                guarded(copy, values),
                                copy.user().orElse(user),
                                copy.password().or(() -> password))),
                values.get(STARTUP_TIMEOUT),
                CONNECT_RETRY.of(values),
                PING_RETRY.of(values),
                values.get(MIGRATE),
                values.get(SLOW_STATEMENT),
                values.get(APPLICATION_NAME),
                values.get(FALL_BACK),
                values.get(ADMIN_QUERIES),
                values.get(VERIFY));
    }

    /** Without a user and a password, and with the protection that it does not speak of itself. */
    private static DatabaseUrl guarded(DatabaseUrl url, Values values) {
        Map<String, String> parameters = new LinkedHashMap<>(url.parameters());
        parameters.putIfAbsent(SSL_MODE_PARAMETER, values.get(SSL_MODE).wireName());
        values.find(ROOT_CERTIFICATE)
                .ifPresent(file -> parameters.putIfAbsent(ROOT_CERTIFICATE_PARAMETER, file.toString()));
        return new DatabaseUrl(url.hosts(), url.database(), Optional.empty(), Optional.empty(), parameters);
    }

    static void check(Values values, Problems problems) {
        if (values.isSet(REPLICA_URL) && !isNamed(values)) {
            problems.add(
                    values.subject(REPLICA_URL), "names a copy of a database that nothing names: set DATABASE_URL");
        }
        CONNECT_RETRY.check(values, problems);
        PING_RETRY.check(values, problems);
        values.find(ROOT_CERTIFICATE)
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add(values.subject(ROOT_CERTIFICATE), "names a file that cannot be read"));
        boolean production = values.find(GeneralConfig.PROFILE)
                .filter(Profile.PRODUCTION::equals)
                .isPresent();
        if (production && values.find(FALL_BACK).orElse(false)) {
            problems.add(
                    values.subject(FALL_BACK),
                    "is not for the production profile: what is written to the one database is missing in the other");
        }
    }

    /** Whether anything says where a database is: then it is meant to be used. */
    static boolean isNamed(Values values) {
        return values.isSet(URL) || values.isSet(HOST) || values.isSet(NAME);
    }
}

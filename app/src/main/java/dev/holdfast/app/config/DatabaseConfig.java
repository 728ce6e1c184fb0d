package dev.holdfast.app.config;

import dev.holdfast.domain.shared.Secret;
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
 * @param startupTimeout how long to wait for it at the start
 * @param migrate whether the start brings the schema up to date
 */
public record DatabaseConfig(
        DatabaseUrl url,
        String user,
        Optional<Secret> password,
        Optional<String> adminUser,
        Optional<Secret> adminPassword,
        Duration startupTimeout,
        boolean migrate) {

    private static final String SSL_MODE_PARAMETER = "sslmode";

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
                            + " Certificates are named by parameters of the URL (`sslrootcert`, `sslcert`, `sslkey`).")
            .alsoFrom("PGSSLMODE");

    static final Setting<Duration> STARTUP_TIMEOUT = Setting.of(
                    "database.startup_timeout",
                    "HOLDFAST_DATABASE_STARTUP_TIMEOUT",
                    Form.duration(Duration.ZERO, Duration.ofHours(1)),
                    new Default.PerProfile("15s", "5s", "60s"),
                    "How long `serve` and `holdfast db wait` wait for a database that does not answer yet.")
            .withFlag("--timeout");

    static final Setting<Boolean> MIGRATE = Setting.of(
            "database.migrate_on_start",
            "HOLDFAST_MIGRATE_ON_START",
            Form.flag(),
            "true",
            "Whether `serve` brings the schema up to date. Without it an outdated schema is refused.");

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
                                    STARTUP_TIMEOUT,
                                    MIGRATE)
                                    .stream(),
                            PoolConfig.SETTINGS.stream())
                    .toList());

    static DatabaseConfig of(Values values) {
        DatabaseUrl url = values.find(URL)
                .orElseGet(() -> DatabaseUrl.at(
                        values.find(HOST).orElse("localhost"),
                        values.get(PORT),
                        values.find(NAME).orElse("holdfast")));
        Map<String, String> parameters = new LinkedHashMap<>(url.parameters());
        parameters.putIfAbsent(SSL_MODE_PARAMETER, values.get(SSL_MODE).wireName());
        return new DatabaseConfig(
                new DatabaseUrl(url.hosts(), url.database(), Optional.empty(), Optional.empty(), parameters),
                url.user().or(() -> values.find(USER)).orElse("holdfast"),
                url.password().or(() -> values.find(PASSWORD)),
                values.find(ADMIN_USER),
                values.find(ADMIN_PASSWORD),
                values.get(STARTUP_TIMEOUT),
                values.get(MIGRATE));
    }

    /** Whether anything says where a database is: then it is meant to be used. */
    static boolean isNamed(Values values) {
        return values.isSet(URL) || values.isSet(HOST) || values.isSet(NAME);
    }
}

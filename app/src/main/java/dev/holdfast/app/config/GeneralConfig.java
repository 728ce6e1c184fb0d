package dev.holdfast.app.config;

import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What everything else stands on.
 *
 * @param home the folder of the embedded database, the generated secret and the caches
 * @param secret the master secret; when absent it is kept in a file in {@code home}
 * @param tenant the tenant that is there from the first start
 * @param bootstrapApiKey the first administrator key of that tenant; when absent one is made up
 * @param sealInterval how often new audit entries are sealed into the hash chain
 * @param debug whether failures of commands show where they come from
 */
public record GeneralConfig(
        Profile profile,
        Path home,
        Optional<Secret> secret,
        TenantId tenant,
        Optional<ApiKeyToken> bootstrapApiKey,
        Duration sealInterval,
        boolean debug) {

    /** HMAC-SHA-256 wants as many bytes as it makes. */
    static final int SECRET_LENGTH = 32;

    static final Setting<Profile> PROFILE = Setting.of(
                    "profile",
                    "HOLDFAST_PROFILE",
                    Form.choice(Profile.class),
                    "development",
                    "Which set of defaults holds.")
            .withFlag("--profile");

    static final Setting<Path> HOME = Setting.of(
                    "home",
                    "HOLDFAST_HOME",
                    Form.path(),
                    "~/.holdfast",
                    "The folder of the embedded database, the generated master secret and the caches.")
            .withFlag("--home");

    static final Setting<Secret> SECRET = Setting.of(
                    "secret",
                    "HOLDFAST_SECRET",
                    Form.secret(SECRET_LENGTH),
                    new Default.Absent(
                            "generated once, kept in `<home>/secrets/master`; required in the production profile"
                                    + " with a PostgreSQL of your own"),
                    "The master secret, from which the keys are derived that protect API keys, the audit chain and"
                            + " cursors. Every server on the same database needs the same one. Whoever loses it loses"
                            + " all API keys and the proof of the audit: keep a copy apart from the database's backup.")
            .asSecret();

    static final Setting<TenantId> TENANT = Setting.of(
            "tenant",
            "HOLDFAST_TENANT",
            Form.tenant(),
            "default",
            "The tenant that exists from the first start and whose first key is printed then.");

    static final Setting<ApiKeyToken> BOOTSTRAP_API_KEY = Setting.of(
                    "bootstrap_api_key",
                    "HOLDFAST_BOOTSTRAP_API_KEY",
                    Form.apiKey(),
                    new Default.Absent("one is made up and printed once"),
                    "The first administrator key of that tenant, for automation; used only while the tenant has no usable"
                            + " administrator key.")
            .asSecret();

    static final Setting<Duration> SEAL_INTERVAL = Setting.of(
            "audit.seal_interval",
            "HOLDFAST_AUDIT_SEAL_INTERVAL",
            Form.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "1s",
            "How often new audit entries are sealed into the hash chain.");

    static final Setting<Boolean> DEBUG = Setting.of(
            "debug",
            "HOLDFAST_DEBUG",
            Form.flag(),
            "false",
            "Shows with a failed command where the failure comes from.");

    static final Section SECTION =
            new Section("General", List.of(PROFILE, HOME, SECRET, TENANT, BOOTSTRAP_API_KEY, SEAL_INTERVAL, DEBUG));

    static GeneralConfig of(Values values) {
        return new GeneralConfig(
                values.get(PROFILE),
                values.get(HOME),
                values.find(SECRET),
                values.get(TENANT),
                values.find(BOOTSTRAP_API_KEY),
                values.get(SEAL_INTERVAL),
                values.get(DEBUG));
    }

    /** The second part of new API keys, by which a person sees where a key belongs. */
    public String keyEnvironment() {
        return switch (profile) {
            case DEVELOPMENT -> "dev";
            case TEST -> "test";
            case PRODUCTION -> "live";
        };
    }
}

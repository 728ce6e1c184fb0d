package dev.holdfast.app.config;

import java.util.List;

/** The whole configuration, checked. */
public record HoldfastConfig(
        GeneralConfig general,
        ServerConfig server,
        LimitsConfig limits,
        AuthConfig auth,
        McpConfig mcp,
        StorageConfig storage,
        DatabaseConfig database,
        PoolConfig pool,
        EmbeddedConfig embedded,
        EmbedderConfig embedder,
        RecallConfig recall,
        RetentionConfig retention,
        BackupConfig backup,
        HealthConfig health,
        LogConfig log) {

    /** Names of what servers do at certain times. */
    public static final String RETENTION_JOB = "retention";

    public static final String BACKUP_JOB = "backup";

    /** Every setting there is, in the order of the documentation. */
    static final List<Section> SECTIONS = List.of(
            GeneralConfig.SECTION,
            ServerConfig.SECTION,
            LimitsConfig.SECTION,
            AuthConfig.SECTION,
            McpConfig.SECTION,
            StorageConfig.SECTION,
            DatabaseConfig.SECTION,
            EmbeddedConfig.SECTION,
            EmbedderConfig.SECTION,
            RecallConfig.SECTION,
            RetentionConfig.SECTION,
            BackupConfig.SECTION,
            HealthConfig.SECTION,
            LogConfig.SECTION);

    static List<Setting<?>> settings() {
        return SECTIONS.stream()
                .<Setting<?>>flatMap(section -> section.settings().stream())
                .toList();
    }

    static HoldfastConfig of(Values values) {
        return new HoldfastConfig(
                GeneralConfig.of(values),
                ServerConfig.of(values),
                LimitsConfig.of(values),
                AuthConfig.of(values),
                McpConfig.of(values),
                StorageConfig.of(values),
                DatabaseConfig.of(values),
                PoolConfig.of(values),
                EmbeddedConfig.of(values),
                EmbedderConfig.of(values),
                RecallConfig.of(values),
                RetentionConfig.of(values),
                BackupConfig.of(values),
                HealthConfig.of(values),
                LogConfig.of(values));
    }

    /** What no single setting can know to be wrong. Looks at the values that were right by themselves. */
    static void check(Values values, Problems problems) {
        ServerConfig.check(values, problems);
        LimitsConfig.check(values, problems);
        AuthConfig.check(values, problems);
        StorageConfig.check(values, problems);
        DatabaseConfig.check(values, problems);
        PoolConfig.check(values, problems);
        EmbedderConfig.check(values, problems);
    }
}

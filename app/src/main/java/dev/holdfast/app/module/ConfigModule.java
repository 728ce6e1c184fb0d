package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import dev.holdfast.app.config.AuthConfig;
import dev.holdfast.app.config.EmbedderConfig;
import dev.holdfast.app.config.GeneralConfig;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.LimitsConfig;
import dev.holdfast.app.config.McpConfig;
import dev.holdfast.app.config.RecallConfig;
import dev.holdfast.app.config.ServerConfig;

/** The configuration, one record per concern. */
final class ConfigModule extends AbstractModule {
    private final HoldfastConfig config;

    ConfigModule(HoldfastConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        bind(HoldfastConfig.class).toInstance(config);
        bind(GeneralConfig.class).toInstance(config.general());
        bind(ServerConfig.class).toInstance(config.server());
        bind(LimitsConfig.class).toInstance(config.limits());
        bind(RecallConfig.class).toInstance(config.recall());
        bind(AuthConfig.class).toInstance(config.auth());
        bind(McpConfig.class).toInstance(config.mcp());
        bind(EmbedderConfig.class).toInstance(config.embedder());
    }
}

package dev.holdfast.app.cli;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.domain.shared.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --tenant}. */
final class TenantOption {
    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "The tenant; default: the setting `tenant`, so `default`.")
    private @Nullable String name;

    Optional<TenantId> given() {
        return Optional.ofNullable(name).map(TenantId::new);
    }

    TenantId in(HoldfastConfig config) {
        return given().orElse(config.general().tenant());
    }
}

package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BannerTest {
    private static final TenantId TENANT = new TenantId("default");

    @Test
    void theFirstStartShouldShowTheKeyAndWhatToTry() {
        String text = new Banner("1.2.3", "http://127.0.0.1:7070", "here", TENANT, Optional.of(new Secret("hf_dev_x")))
                .text();

        assertThat(text)
                .contains("Holdfast 1.2.3", "http://127.0.0.1:7070", "here", "default", "/docs")
                .contains("KEY=hf_dev_x")
                .contains("curl -X PUT http://127.0.0.1:7070/v1/memories/users%2F42/colour")
                .contains("curl -X POST http://127.0.0.1:7070/v1/memories/search");
    }

    @Test
    void laterStartsShouldSayHowToGetAKey() {
        assertThat(new Banner("1", "http://x", "here", TENANT, Optional.empty()).text())
                .contains("holdfast keys create")
                .contains("KEY=hf_...");
    }
}

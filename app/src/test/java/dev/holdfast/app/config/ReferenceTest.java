package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    /** Tests run in the folder of their module. */
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @Test
    void theDocumentationShouldBeWhatTheDeclarationsSay() throws IOException {
        assertThat(DOCUMENT)
                .as("docs/configuration.md is stale: ./holdfast config --reference > docs/configuration.md")
                .exists();
        assertThat(Files.readString(DOCUMENT))
                .as("docs/configuration.md is stale: ./holdfast config --reference > docs/configuration.md")
                .isEqualTo(Reference.markdown());
    }

    @Test
    void everySettingShouldBeDescribed() {
        for (Setting<?> setting : HoldfastConfig.settings()) {
            assertThat(Reference.markdown())
                    .contains("### `" + setting.key() + "`")
                    .contains(setting.meaning());
            assertThat(setting.meaning()).as(setting.key()).endsWith(".");
        }
    }
}

package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuideTest {
    @ParameterizedTest
    @ValueSource(strings = {"CachingApiKeyRepository", "CachingStorageUnderTest", "CachingApiKeyRepositoryTest"})
    void theGuideShouldShowTheExampleAsItIs(String type) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/example", type + ".java"));
        String guide = Files.readString(Path.of("../docs/storage-adapters.md"));

        assertThat(guide).contains(source.substring(source.indexOf("final class")));
    }
}

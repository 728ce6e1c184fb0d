package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One package per bounded context, of the same name in every module, plus one technical package. */
class ContextsTest {
    private static final Set<String> CONTEXTS = Set.of(
            "memory",
            "context",
            "knowledge",
            "recall",
            "embedding",
            "catalog",
            "planning",
            "analysis",
            "identity",
            "audit",
            "flags",
            "cache",
            "content",
            "operations",
            "graph",
            "mcp");

    private static final Set<String> PARTS_OF_APP = Set.of(
            "archive",
            "cli",
            "config",
            "doctor",
            "embedded",
            "logging",
            "module",
            "oauth",
            "secrets",
            "serve",
            "storage");

    /** A module of contexts, its root package, and its technical package. */
    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of(House.DOMAIN, "dev.holdfast.domain", "shared"),
                Arguments.of(House.PORTS, "dev.holdfast.ports", "shared"),
                Arguments.of(House.MEMORY, "dev.holdfast.memory", "support"),
                Arguments.of(House.POSTGRES, "dev.holdfast.postgres", "support"),
                Arguments.of(House.HTTP, "dev.holdfast.http", "support"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleShouldHaveContextsAndOneTechnicalPackage(String module, String root, String technical) {
        Set<String> parts = parts(module, root);

        assertThat(parts).contains(technical);
        parts.remove(technical);
        assertThat(parts).isSubsetOf(CONTEXTS);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyContextOfTheDomainShouldBeInEveryModule(String module, String root) {
        Set<String> contexts = parts(House.DOMAIN, "dev.holdfast.domain");
        contexts.remove("shared");

        assertThat(contexts).contains("memory", "identity", "audit");
        if (module.equals(House.HTTP)) {
            contexts.remove("embedding"); // work of the background: nobody asks for vectors over HTTP
        }
        assertThat(parts(module, root)).containsAll(contexts);
    }

    @ParameterizedTest
    @CsvSource({
        House.MEMORY + ", dev.holdfast.memory, InMemoryStorage",
        House.POSTGRES + ", dev.holdfast.postgres, PostgresStorage",
        House.EMBEDDING + ", dev.holdfast.embedding, EmbeddingAdapter",
        House.HTTP + ", dev.holdfast.http, HttpAdapter",
        House.APP + ", dev.holdfast.app, Main",
    })
    void theRootOfAnAdapterShouldBeItsDoor(String module, String root, String door) {
        List<JavaClass> inTheRoot = House.main(module).stream()
                .filter(type -> type.getPackageName().equals(root) && type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();

        assertThat(inTheRoot).extracting(JavaClass::getSimpleName).contains(door);
        assertThat(inTheRoot).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({House.DOMAIN + ", dev.holdfast.domain", House.PORTS + ", dev.holdfast.ports"})
    void theCoreShouldHaveNothingOutsideItsContexts(String module, String root) {
        assertThat(House.main(module).stream()
                        .filter(type -> type.getPackageName().equals(root))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void theAppShouldHaveThePartsThatAreListedHere() {
        assertThat(parts(House.APP, "dev.holdfast.app")).isEqualTo(PARTS_OF_APP);
    }

    /** The packages below the root; deeper ones show with their dots, and so are known to no list. */
    private static Set<String> parts(String module, String root) {
        return House.main(module).stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(root))
                .map(name -> name.substring(root.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

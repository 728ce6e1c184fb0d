package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark is no module, and a program of {@code bench/src} is compiled when it runs: without this, one that nobody runs would rot. */
final class BenchTest {
    @TempDir
    private Path classes;

    @Test
    void everyProgramOfTheBenchmarkShouldCompile() throws IOException {
        List<Path> sources = sources();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            compiler.getTask(
                            null,
                            files,
                            found,
                            List.of(
                                    "--release",
                                    "21",
                                    "-proc:none",
                                    "-Xlint:all,-path,-classfile",
                                    "-Werror",
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }

        assertThat(sources).hasSizeGreaterThan(60);
        assertThat(found.getDiagnostics())
                .filteredOn(each -> each.getKind() != Diagnostic.Kind.NOTE)
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(House.root().resolve("bench/src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}

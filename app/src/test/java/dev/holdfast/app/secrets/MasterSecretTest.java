package dev.holdfast.app.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.app.secrets.MasterSecret.Purpose;
import dev.holdfast.domain.shared.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterSecretTest {
    @TempDir
    private Path home;

    @Test
    void aGeneratedSecretShouldStayTheSame() {
        assertThat(keyOf(inHome())).isEqualTo(keyOf(inHome()));
    }

    @Test
    void aGeneratedSecretShouldBeReadableByItsOwnerOnly() throws IOException {
        inHome();

        Path file = MasterSecret.fileIn(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file).strip()).matches("[0-9a-f]{64}");
    }

    @Test
    void nothingButTheSecretShouldBeLeftBehind() throws IOException {
        inHome();

        try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
            assertThat(files).containsExactly(MasterSecret.fileIn(home));
        }
    }

    @Test
    void manyAtOnceShouldGetTheSameSecret() throws Exception {
        Set<String> keys = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<String>> calls = IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(number -> () -> keyOf(inHome()))
                    .toList();
            for (Future<String> key : threads.invokeAll(calls)) {
                keys.add(key.get());
            }
        }

        assertThat(keys).hasSize(1);
    }

    @Test
    void aLostSecretShouldNotBeReplacedWhileThereIsData() throws IOException {
        Path data =
                Files.createDirectories(home.resolve("postgres").resolve("17").resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "17");

        assertThatThrownBy(this::inHome)
                .isInstanceOf(SecretUnusableException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void aDamagedSecretShouldBeRefused() throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(MasterSecret.fileIn(home), "abc");

        assertThatThrownBy(this::inHome)
                .isInstanceOf(SecretUnusableException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void everyPurposeShouldHaveAKeyOfItsOwn() {
        MasterSecret secret = new MasterSecret(new Secret("0123456789abcdef0123456789abcdef"));
        Set<String> keys = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            assertThat(secret.keyFor(purpose)).hasSize(32);
            keys.add(HexFormat.of().formatHex(secret.keyFor(purpose)));
        }

        assertThat(keys).hasSameSizeAs(Purpose.values());
    }

    @Test
    void derivedKeysShouldNeverChange() {
        MasterSecret secret = new MasterSecret(new Secret("0123456789abcdef0123456789abcdef"));

        assertThat(HexFormat.of().formatHex(secret.keyFor(Purpose.API_KEYS)))
                .isEqualTo("a58173869df4481f2c7e75cf7020ae01f871a409983b6192130e25f9fd59400c");
        assertThat(HexFormat.of().formatHex(secret.keyFor(Purpose.AUDIT)))
                .isEqualTo("27c1e1be1c0bd3c64bc2aaac769c52ab3e6e4d6f1634ca9011f13a21a852f0d4");
        assertThat(HexFormat.of().formatHex(secret.keyFor(Purpose.CURSORS)))
                .isEqualTo("dbefce803d2bf0663a3304042e54c0001a101c045f7172df5d774c36b6b52858");
    }

    @Test
    void aShortSecretShouldBeRefused() {
        assertThatThrownBy(() -> new MasterSecret(new Secret("too short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("too short");
    }

    @Test
    void noRenderingShouldShowTheSecret() {
        assertThat(new MasterSecret(new Secret("0123456789abcdef0123456789abcdef")).toString())
                .doesNotContain("0123");
    }

    private MasterSecret inHome() {
        return MasterSecret.inHome(home, new SecureRandom());
    }

    private static String keyOf(MasterSecret secret) {
        return HexFormat.of().formatHex(secret.keyFor(Purpose.AUDIT));
    }
}

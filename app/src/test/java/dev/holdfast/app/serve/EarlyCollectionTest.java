package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The heap is to be as large as what lives in it needs: in processes of their own, with the heap and the collector of the launcher. */
class EarlyCollectionTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int MOST_OF_THE_HEAP = 168;

    @Test
    void whatIsGarbageShouldNotMakeTheHeapGrow() throws Exception {
        assertThat(largest("early", 24)).isLessThan(MOST_OF_THE_HEAP);
    }

    /** Otherwise the test above says nothing. */
    @Test
    void byItselfTheCollectorMakesItAsLargeAsItMayBe() throws Exception {
        assertThat(largest("late", 24)).isGreaterThan(MOST_OF_THE_HEAP);
    }

    @Test
    void whatLivesShouldHaveAllOfTheHeap() throws Exception {
        assertThat(largest("early", 160)).isGreaterThan(160);
    }

    @ParameterizedTest
    @CsvSource({"0, 72", "48, 72", "49, 73", "100, 150", "160, 224", "224, 224"})
    void thereShouldBeRoomForHalfOfWhatLives(long live, long room) {
        assertThat(EarlyCollection.room(live * MEGABYTE, 224L * MEGABYTE) / MEGABYTE)
                .isEqualTo(room);
    }

    /** How large the old generation was, in MiB, while so many of them lived, and each for a while. */
    private static long largest(String when, int live) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Xms56m",
                        "-Xmn32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Passing.class.getName(),
                        when,
                        Integer.toString(live))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(out.trim());
    }

    /** What comes stays until as much has come after it: long enough to be old when it goes. */
    static final class Passing {
        private Passing() {}

        public static void main(String[] arguments) {
            if (arguments[0].equals("early")) {
                EarlyCollection.begin();
            }
            MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Tenured Gen"))
                    .findFirst()
                    .orElseThrow();
            int live = Integer.parseInt(arguments[1]) * 16;
            Deque<byte[]> passing = new ArrayDeque<>();
            long most = 0;
            for (int i = 0; i < live + 16 * 1024; i++) {
                byte[] one = new byte[MEGABYTE / 16];
                new Random(i).nextBytes(one); // which takes time, as work does: who collects runs beside it
                passing.add(one);
                if (passing.size() > live) {
                    passing.remove();
                }
                most = Math.max(most, old.getUsage().getCommitted());
            }
            System.out.println(most / MEGABYTE);
        }
    }
}

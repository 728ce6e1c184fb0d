package dev.holdfast.app.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.config.LogConfig;
import dev.holdfast.app.config.LogFormat;
import dev.holdfast.app.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private static final String API_KEY =
            "hf_dev_03h9y6mf1nx9fdh921vwwcy54_4xu1firwobdzic0xgqh97ibhvolq0hoysmczae404ib0op03pb_193s831";

    /** Standard error, as far as system calls are concerned. */
    private static final class Counted extends OutputStream {
        private final OutputStream to;
        private int writes;

        Counted(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            writes++;
            to.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            writes++;
            to.write(bytes, from, length);
        }
    }

    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
        Logging.configureForCommand(false);
    }

    @Test
    void aLineForPeopleShouldShowLevelPlaceMessageAndData() {
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.INFO, false));

        LoggerFactory.getLogger("dev.holdfast.app.Thing")
                .atInfo()
                .addKeyValue("status", 200)
                .log("served");

        assertThat(captured.toString(StandardCharsets.UTF_8)).matches("\\S+ INFO  Thing +served status=200 *\\R");
    }

    @Test
    void aLineForMachinesShouldBeOneJsonObject() {
        Logging.configure(new LogConfig(LogFormat.JSON, LogLevel.INFO, false));

        LoggerFactory.getLogger("dev.holdfast.app.Thing")
                .atWarn()
                .addKeyValue("status", 503)
                .setCause(new IllegalStateException("gone"))
                .log("served");

        JsonNode line = new JsonMapper().readTree(captured.toString(StandardCharsets.UTF_8));
        assertThat(line.get("level").asString()).isEqualTo("WARN");
        assertThat(line.get("message").asString()).isEqualTo("served");
        assertThat(line.get("status").asInt()).isEqualTo(503);
        assertThat(line.get("stack_trace").asString()).contains("gone");
    }

    @ParameterizedTest
    @EnumSource
    void noLineShouldCarryAnApiKey(LogFormat format) {
        Logging.configure(new LogConfig(format, LogLevel.INFO, false));

        LoggerFactory.getLogger("dev.holdfast.app.Thing")
                .atError()
                .addKeyValue("request_id", API_KEY)
                .setCause(new IllegalStateException(API_KEY))
                .log("refused {}", API_KEY);

        assertThat(captured.toString(StandardCharsets.UTF_8))
                .contains("[redacted API key]")
                .doesNotContain("4xu1firwobdzic0xgqh97ibhvolq0hoysmczae404ib0op03pb");
    }

    @Test
    void theLinesOfRequestsShouldAllBeThereInTheEndInTheirOrder() {
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.INFO, false));
        Logger requests = LoggerFactory.getLogger("dev.holdfast.http.requests");

        IntStream.range(0, 20_000).forEach(i -> requests.info("request {}", i));
        Logging.end();

        assertThat(captured.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceAll(".* request ", "").strip()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void theLinesOfRequestsThatComeTogetherShouldBeWrittenTogether() {
        Counted counted = new Counted(captured);
        System.setErr(new PrintStream(counted, true, StandardCharsets.UTF_8));
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.INFO, false));
        Logger requests = LoggerFactory.getLogger("dev.holdfast.http.requests");

        IntStream.range(0, 2_000).forEach(i -> requests.info("request {}", i));
        Logging.end();

        assertThat(captured.toString(StandardCharsets.UTF_8).lines()).hasSize(2_000);
        assertThat(counted.writes).isBetween(1, 200);
    }

    @Test
    void aLineThatCannotBeWrittenShouldNotKeepTheOthersFromIt() {
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.INFO, false));
        Logger requests = LoggerFactory.getLogger("dev.holdfast.http.requests");

        requests.atInfo()
                .addKeyValue("status", new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("cannot be told");
                    }
                })
                .log("request one");
        requests.info("request two");
        Logging.end();

        assertThat(captured.toString(StandardCharsets.UTF_8))
                .contains("request two")
                .doesNotContain("request one");
    }

    @Test
    void theLineOfARequestShouldNotWaitForTheNext() {
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.INFO, false));

        LoggerFactory.getLogger("dev.holdfast.http.requests").info("request");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(captured.toString(StandardCharsets.UTF_8)).contains("request"));
    }

    @Test
    void librariesShouldOnlyWarn() {
        Logging.configure(new LogConfig(LogFormat.TEXT, LogLevel.DEBUG, false));

        LoggerFactory.getLogger("com.zaxxer.hikari").info("chatter");
        LoggerFactory.getLogger("dev.holdfast.app.Thing").debug("detail");

        assertThat(captured.toString(StandardCharsets.UTF_8)).contains("detail").doesNotContain("chatter");
    }

    @Test
    void aCommandShouldBeQuiet() {
        Logging.configureForCommand(false);

        LoggerFactory.getLogger("dev.holdfast.app.Thing").warn("murmur");
        LoggerFactory.getLogger("com.zaxxer.hikari").error("chatter");

        assertThat(captured.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}

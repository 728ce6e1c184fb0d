package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol over standard streams. */
final class McpCommandTest {
    private static final String HANDSHAKE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"}}\n";

    @TempDir
    private Path home;

    private static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}\n";
    }

    /** The answers by their ids; every line of the output must be a message. */
    private static Map<Integer, JsonNode> answers(Shell.Result result) {
        return result.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .peek(message ->
                        assertThat(message.path("jsonrpc").asString("")).isEqualTo("2.0"))
                .filter(message -> message.has("id"))
                .collect(Collectors.toMap(message -> message.path("id").asInt(), Function.identity()));
    }

    @Test
    void whatOneRunRemembersAnotherShouldRecall() {
        Shell shell = new Shell(home);
        Shell.Result first = shell.piping(
                HANDSHAKE + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                        + call(1, "remember", "{\"namespace\":\"n\",\"key\":\"k\",\"content\":\"harbour\"}"),
                "mcp");
        Shell.Result second = shell.piping(call(1, "recall", "{\"query\":\"harbour\"}"), "mcp");

        assertThat(first.exitCode()).isZero();
        assertThat(answers(first).get(0).at("/result/protocolVersion").asString())
                .isEqualTo("2025-06-18");
        assertThat(answers(second)
                        .get(1)
                        .at("/result/structuredContent/items/0/key")
                        .asString())
                .isEqualTo("k");
    }

    @Test
    void everyRequestShouldBeAnsweredAndNothingElseWritten() {
        StringBuilder input = new StringBuilder("not json\n\n{\"jsonrpc\":\"2.0\",\"id\":7}\n");
        for (int id = 1; id <= 50; id++) {
            input.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id + 100).append(",\"method\":\"ping\"}\n");
        }
        Shell.Result result = new Shell(home).piping(input.toString(), "mcp");

        assertThat(answers(result).keySet()).hasSize(50).allMatch(id -> id > 100);
        assertThat(result.out().lines()).hasSize(52);
    }

    @Test
    void aLineThatIsTooLongShouldBeRefusedAndTheNextAnswered() {
        Shell.Result result = new Shell(home)
                .piping(
                        "\"" + "x".repeat(2 * 1024 * 1024) + "\"\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n",
                        "mcp");

        assertThat(result.out()).contains("-32600");
        assertThat(answers(result)).containsKey(1);
    }

    @Test
    void aServerShouldOnlyBeCalledWithAKey() {
        Shell.Result result = new Shell(home).piping("", "mcp", "--url", "http://127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("HOLDFAST_API_KEY");
    }

    @Test
    void aServerThatIsAwayShouldBeAnErrorThatCanBeActedOn() {
        Shell.Result result = new Shell(home)
                .with("HOLDFAST_API_KEY", "hf_test")
                .piping(
                        HANDSHAKE + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n",
                        "mcp",
                        "--url",
                        "http://127.0.0.1:1");

        assertThat(result.exitCode()).isZero();
        assertThat(answers(result).get(1).at("/error/message").asString()).contains("cannot be reached");
        assertThat(answers(result)).containsKey(0);
    }
}

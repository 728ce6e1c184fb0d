package dev.holdfast.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Got;
import dev.holdfast.http.OnMemory;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation the server gives of itself. */
final class DocsTest extends OnMemory {
    @Test
    void thePageShouldRunItsOwnScriptAndNothingElse() {
        Got page = server().api().get("/docs").expect(200);
        String policy = page.header("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(policy)
                .contains("script-src '" + digest(inside(page.text(), "script")) + "'")
                .contains("style-src '" + digest(inside(page.text(), "style")) + "'")
                .contains("frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
    }

    @Test
    void thePageShouldLoadNothingFromElsewhere() {
        String page = server().api().get("/docs").text();

        assertThat(page)
                .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?(https?:)?//")
                .doesNotContain("@import");
        assertThat(page).doesNotContainPattern("(?i)\\son[a-z]+\\s*=").doesNotContain("innerHTML");
    }

    @Test
    void theTypeOfEveryProblemShouldBeTheAddressOfAPageAboutIt() {
        for (Problem problem : Problem.values()) {
            Got page =
                    server().api().get(ProblemDocument.example(problem).type()).expect(200);

            assertThat(page.header("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'none'")
                    .contains("style-src '" + digest(inside(page.text(), "style")) + "'");
            assertThat(page.text())
                    .contains("<code>" + problem.code() + "</code>", Integer.toString(problem.status()))
                    .contains(ProblemAdvice.on(problem).meaning().substring(0, 20))
                    .doesNotContain("{{", "`");
        }
        String type = server().api().get("/nowhere").expect(404).at("/type").asString();
        server().api().get(type).expect(200);
        server().api().get("/problems/no_such").expect(404, "not_found");
    }

    @Test
    void theDocumentShouldBeTheOneForAnybody() {
        Got document = server().api().get("/openapi.json").expect(200);

        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/info/version").asString()).isEqualTo("test");
        assertThat(server().admin().get("/openapi.json").text()).isEqualTo(document.text());
        for (String path : List.of("/v1/memories", "/v1/audit", "/v1/admin/keys", "/livez")) {
            assertThat(document.json().path("paths").has(path)).as(path).isTrue();
        }
    }

    private static String inside(String page, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).as(element).isTrue();
        return matcher.group(1);
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sha);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

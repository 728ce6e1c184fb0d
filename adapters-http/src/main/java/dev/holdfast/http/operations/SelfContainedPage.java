package dev.holdfast.http.operations;

import dev.holdfast.http.support.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page with its style and its script inside, both allowed by their digests, so that nothing else can run in it whatever is shown.
 * Loads nothing from elsewhere.
 */
final class SelfContainedPage {
    static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private final Answer.Content page;
    private final String policy;

    /** @param html with {@code <style>/*STYLE*}{@code /</style>} and {@code <script>/*SCRIPT*}{@code /</script>} where they belong */
    SelfContainedPage(String html, String style, String script) {
        this.page = new Answer.Content(
                MEDIA_TYPE,
                html.replace("/*STYLE*/", style).replace("/*SCRIPT*/", script).getBytes(StandardCharsets.UTF_8));
        this.policy = "default-src 'none'; connect-src 'self'; style-src " + digest(style) + "; script-src "
                + (script.isEmpty() ? "'none'" : digest(script))
                + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    Answer answer() {
        return Answer.ok(page)
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "no-referrer")
                .with("X-Frame-Options", "DENY");
    }

    static String resource(String name) {
        try (InputStream in = SelfContainedPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sha) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

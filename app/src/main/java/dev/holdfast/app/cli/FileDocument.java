package dev.holdfast.app.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a file: a line of an ingest. */
final class FileDocument {
    /** In the metadata of a document: the hash of the file it was made of, by which a file that did not change is known. */
    static final String HASH = "file_sha256";

    private static final int MAX_TITLE = 512;
    private static final int HEAD = 8192;

    private FileDocument() {}

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** Whether these bytes are no text, as far as their beginning tells: it has a zero, and does not say that it is UTF-16. */
    static boolean isBinary(byte[] bytes) {
        boolean zero = false;
        for (int i = 0; i < Math.min(bytes.length, HEAD) && !zero; i++) {
            zero = bytes[i] == 0;
        }
        return zero && mark(bytes).equals(StandardCharsets.UTF_8);
    }

    /**
     * A document of that name.
     *
     * @throws CharacterCodingException when it is not known in which characters the file is written: it is not UTF-8, has no mark of
     *     UTF-16, and, if it is HTML, names no other
     */
    static String line(String name, Path file, byte[] bytes) throws CharacterCodingException {
        return switch (FileTree.extension(file)) {
            case "md", "markdown" -> {
                String text = text(bytes);
                yield line(name, heading(text), text, true, bytes);
            }
            case "html", "htm", "xhtml" -> {
                HtmlText page = HtmlText.of(page(bytes));
                yield line(name, page.title(), page.markdown(), true, bytes);
            }
            case "json" -> line(name, Optional.empty(), json(text(bytes)), false, bytes);
            default -> line(name, Optional.empty(), text(bytes), false, bytes);
        };
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = mark(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What a mark at its beginning says. */
    private static Charset mark(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }

    /** A page may name its characters itself. */
    private static Document page(byte[] bytes) throws CharacterCodingException {
        try {
            return Jsoup.parse(text(bytes));
        } catch (CharacterCodingException other) {
            Document page = parsed(bytes);
            if (page.charset().equals(StandardCharsets.UTF_8)) {
                throw other;
            }
            return page;
        }
    }

    private static Document parsed(byte[] bytes) {
        try {
            return Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What is no JSON after all is text. */
    private static String json(String text) {
        try {
            return JsonText.of(JsonMapper.shared().readTree(text));
        } catch (JacksonException other) {
            return text;
        }
    }

    private static String line(String name, Optional<String> title, String text, boolean markdown, byte[] bytes) {
        ObjectNode line = JsonMapper.shared().createObjectNode().put("external_id", name);
        line.put(
                "title",
                title.map(FileDocument::cut).filter(given -> !given.isEmpty()).orElseGet(() -> cut(name)));
        line.put("text", text);
        line.put("format", markdown ? "markdown" : "text");
        line.putObject("metadata").put(HASH, hash(bytes));
        return JsonMapper.shared().writeValueAsString(line);
    }

    private static Optional<String> heading(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst();
    }

    private static String cut(String title) {
        String plain = title.replace("\u0000", "").strip();
        return plain.codePointCount(0, plain.length()) <= MAX_TITLE
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, MAX_TITLE));
    }
}

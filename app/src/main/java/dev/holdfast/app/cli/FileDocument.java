package dev.holdfast.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a file: lines of an ingest. */
final class FileDocument {
    /** In the metadata of a document: the hash of the file it was made of, by which a file that did not change is known. */
    static final String HASH = "file_sha256";

    private static final int MAX_TITLE = 512;

    private FileDocument() {}

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /**
     * A document of that name; of a file of lines, the documents that stand in it.
     *
     * @throws CharacterCodingException when the file is not text in UTF-8
     */
    static List<String> lines(String name, Path file, byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return switch (FileTree.extension(file)) {
            case "ndjson", "jsonl" ->
                text.lines().filter(line -> !line.isBlank()).toList();
            case "md", "markdown" -> List.of(line(name, heading(text), text, true, bytes));
            case "html", "htm", "xhtml" -> {
                HtmlText page = HtmlText.of(text);
                yield List.of(line(name, page.title(), page.markdown(), true, bytes));
            }
            default -> List.of(line(name, Optional.empty(), text, false, bytes));
        };
    }

    private static String line(String name, Optional<String> title, String text, boolean markdown, byte[] bytes) {
        ObjectNode line = JsonMapper.shared().createObjectNode().put("external_id", name);
        line.put(
                "title",
                title.filter(given -> !given.isBlank()).map(FileDocument::cut).orElse(name));
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

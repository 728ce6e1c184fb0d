package dev.holdfast.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Reads files one after the other, and says what is in each.
 *
 * @param known documents that were made of files before, and the hashes of these
 */
record FileReading(Map<String, String> known) {
    /** What a server takes in one request. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final Set<String> LINES = Set.of("ndjson", "jsonl");

    /** Takes what a file turns out to be. */
    interface Sink {
        /** A file that the document of its name was made of before, just as it is. */
        void unchanged(String name);

        /** A file that there is no document of its name of, or another. */
        void document(String name, boolean known, String line);

        /** A line, from 1, of a file of lines that are documents. */
        void line(String name, int number, String line);

        /** A file that is no text. */
        void binary(String name);

        void failed(String name, String why);
    }

    void read(String name, Path file, Sink sink) {
        try {
            if (LINES.contains(FileTree.extension(file))) {
                readLines(name, file, sink);
            } else if (Files.size(file) > MAX_BYTES) {
                sink.failed(name, "is too large: more than " + MAX_BYTES + " bytes");
            } else {
                readWhole(name, file, sink);
            }
        } catch (CharacterCodingException other) {
            sink.failed(name, "is not written in UTF-8");
        } catch (IOException unreadable) {
            sink.failed(name, "cannot be read");
        }
    }

    private void readWhole(String name, Path file, Sink sink) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (FileDocument.isBinary(bytes)) {
            sink.binary(name);
        } else if (FileDocument.hash(bytes).equals(known.get(name))) {
            sink.unchanged(name);
        } else {
            sink.document(name, known.containsKey(name), FileDocument.line(name, file, bytes));
        }
    }

    /** However large the file is, only a line of it is held. */
    private static void readLines(String name, Path file, Sink sink) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    sink.line(name, number, line);
                }
                number++;
            }
        }
    }
}

package dev.holdfast.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A text that somebody set, not read yet. */
record Raw(String text, Origin origin) {

    /** What stands in the file that this text names; a line break at the end does not count. */
    Optional<Raw> content(Setting<?> setting, Problems problems) {
        try {
            Path file = Path.of(text);
            String content = Files.readString(file).stripTrailing();
            if (content.isEmpty()) {
                problems.add(setting.key() + " (" + origin + ")", file + " is empty");
                return Optional.empty();
            }
            return Optional.of(new Raw(content, new Origin.Content(file, origin)));
        } catch (CharacterCodingException notText) {
            problems.add(setting.key() + " (" + origin + ")", text + " is not UTF-8 text");
        } catch (IOException | InvalidPathException unreadable) {
            problems.add(setting.key() + " (" + origin + ")", "the file " + text + " cannot be read");
        }
        return Optional.empty();
    }
}

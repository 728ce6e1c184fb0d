package dev.holdfast.app.config;

import java.nio.file.Path;

/** Where a value comes from. */
public sealed interface Origin {

    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return "flag " + name;
        }
    }

    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment variable " + name;
        }
    }

    /** @param place file and line, such as {@code holdfast.conf:3} */
    record InFile(String place) implements Origin {
        @Override
        public String toString() {
            return "file " + place;
        }
    }

    /**
     * The content of a file that something else names.
     *
     * @param named what names it
     */
    record Content(Path file, Origin named) implements Origin {
        @Override
        public String toString() {
            return "content of " + file + " (" + named + ")";
        }
    }

    record Fallback() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }
}

package dev.holdfast.domain.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands under one heading, before the next.
 *
 * @param headings the path, the outermost first, this one last; empty before the first
 * @param heading where the text of this heading stands, unless a section inside it carries it
 * @param blocks paragraphs, code blocks and tables, in the order of the text
 */
record Section(List<String> headings, Optional<Span> heading, List<Block> blocks) {
    /**
     * Lines that belong together.
     *
     * @param solid whether it is code or a table, which only lines divide
     */
    record Block(Span span, boolean solid) {}

    static List<Section> sectionsOf(String text, boolean markdown) {
        return new Reader(text, markdown).read();
    }

    /** Goes through the text line by line. */
    private static final class Reader {
        private final String text;
        private final boolean markdown;
        private final List<Section> sections = new ArrayList<>();
        private final List<Heading> path = new ArrayList<>();
        private Optional<Span> heading = Optional.empty();
        private List<Block> blocks = new ArrayList<>();
        private int blockStart = -1;
        private boolean table;
        private Optional<Fence> fence = Optional.empty();

        private record Heading(int level, String name) {}

        Reader(String text, boolean markdown) {
            this.text = text;
            this.markdown = markdown;
        }

        List<Section> read() {
            int start = 0;
            while (start < text.length()) {
                int newline = text.indexOf('\n', start);
                int end = newline < 0 ? text.length() : newline;
                line(new Span(start, end));
                start = end + 1;
            }
            endBlock(text.length(), fence.isPresent() || table);
            endSection(0);
            return sections;
        }

        private void line(Span line) {
            Span ink = line.stripped(text);
            if (fence.isPresent()) {
                if (fence.get().closedBy(text, ink)) {
                    endBlock(line.end(), true);
                    fence = Optional.empty();
                }
                return;
            }
            if (markdown && !ink.isEmpty()) {
                fence = Fence.opening(text, ink);
                if (fence.isPresent()) {
                    endBlock(line.start(), table);
                    blockStart = line.start();
                    return;
                }
                int level = level(ink);
                Optional<Span> name = level == 0 ? Optional.empty() : name(ink, level);
                if (name.isPresent()) {
                    endBlock(line.start(), table);
                    startSection(level, name.get());
                    return;
                }
            }
            boolean row = markdown && !ink.isEmpty() && text.charAt(ink.start()) == '|';
            if (ink.isEmpty() || row != table) {
                endBlock(line.start(), table);
                table = row;
            }
            if (!ink.isEmpty() && blockStart < 0) {
                blockStart = line.start();
            }
        }

        /** How many {@code #} the line begins with, if they make a heading; else 0. */
        private int level(Span ink) {
            int level = 0;
            while (level < ink.end() - ink.start() && text.charAt(ink.start() + level) == '#') {
                level++;
            }
            int after = ink.start() + level;
            return level <= 6 && after < ink.end() && Span.blank(text.charAt(after)) ? level : 0;
        }

        /** Empty when it has none, or one that is too long; the line is then text. */
        private Optional<Span> name(Span ink, int level) {
            int end = ink.end();
            while (text.charAt(end - 1) == '#') {
                end--;
            }
            if (!Span.blank(text.charAt(end - 1))) {
                end = ink.end();
            }
            Span name = new Span(ink.start() + level, end).stripped(text);
            return name.isEmpty() || name.in(text).codePoints().count() > ChunkDraft.MAX_HEADING_CHARACTERS
                    ? Optional.empty()
                    : Optional.of(name);
        }

        private void startSection(int level, Span name) {
            endSection(level);
            path.removeIf(outer -> outer.level >= level);
            path.add(new Heading(level, name.in(text)));
            heading = Optional.of(name);
        }

        /** @param nextLevel of the heading that follows; 0 at the end */
        private void endSection(int nextLevel) {
            boolean carried = !path.isEmpty() && nextLevel > path.getLast().level;
            if (!blocks.isEmpty() || (heading.isPresent() && !carried)) {
                sections.add(new Section(path.stream().map(Heading::name).toList(), heading, List.copyOf(blocks)));
            }
            blocks = new ArrayList<>();
            heading = Optional.empty();
        }

        private void endBlock(int end, boolean solid) {
            if (blockStart >= 0) {
                blocks.add(new Block(new Span(blockStart, end), solid));
                blockStart = -1;
            }
            table = false;
        }
    }

    /** The line that begins a code block: three or more of one character. */
    private record Fence(char mark, int length) {
        static Optional<Fence> opening(String text, Span ink) {
            char mark = text.charAt(ink.start());
            int length = run(text, ink, mark);
            // With another mark in the line it is code inside a sentence.
            return (mark == '`' || mark == '~')
                            && length >= 3
                            && (mark == '~' || text.lastIndexOf(mark, ink.end() - 1) == ink.start() + length - 1)
                    ? Optional.of(new Fence(mark, length))
                    : Optional.empty();
        }

        boolean closedBy(String text, Span ink) {
            int length = run(text, ink, mark);
            return length >= this.length && length == ink.end() - ink.start();
        }

        private static int run(String text, Span ink, char mark) {
            int at = ink.start();
            while (at < ink.end() && text.charAt(at) == mark) {
                at++;
            }
            return at - ink.start();
        }
    }
}

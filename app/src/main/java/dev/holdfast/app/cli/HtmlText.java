package dev.holdfast.app.cli;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * What a page of HTML says, as Markdown: its headings, paragraphs, items and preformatted parts, without what only a browser needs.
 *
 * @param title of the page, if it has one
 */
record HtmlText(Optional<String> title, String markdown) {
    private static final Set<String> UNSEEN = Set.of("script", "style", "noscript", "template", "svg", "iframe", "nav");

    /** @param page without these parts afterwards */
    static HtmlText of(Document page) {
        UNSEEN.forEach(tag -> page.select(tag).remove());
        Writer writer = new Writer();
        page.body().traverse(writer);
        return new HtmlText(
                Optional.of(page.title()).filter(title -> !title.isBlank()),
                writer.text.toString().strip() + "\n");
    }

    /** Goes through the page from its first word to its last. */
    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int preformatted;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(preformatted > 0 ? words.getWholeText() : words.text());
            } else if (node instanceof Element element) {
                String tag = element.normalName();
                if (tag.equals("pre")) {
                    preformatted++;
                    paragraph();
                    text.append("```\n");
                } else if (tag.equals("br")) {
                    text.append('\n');
                } else if (tag.length() == 2 && tag.charAt(0) == 'h' && Character.isDigit(tag.charAt(1))) {
                    paragraph();
                    text.append("#".repeat(tag.charAt(1) - '0')).append(' ');
                } else if (tag.equals("li")) {
                    text.append("\n- ");
                } else if (element.isBlock()) {
                    paragraph();
                } else if (tag.equals("td") || tag.equals("th")) {
                    text.append(" ");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.normalName().equals("pre")) {
                preformatted--;
                text.append("\n```\n\n");
            } else if (node instanceof Element element
                    && element.isBlock()
                    && !element.normalName().equals("li")) {
                paragraph();
            }
        }

        private void paragraph() {
            String blank = text.indexOf("\n", text.length() - 1) < 0 ? "\n\n" : "\n";
            text.append(text.isEmpty() || text.indexOf("\n\n", text.length() - 2) >= 0 ? "" : blank);
        }

        private void append(String words) {
            boolean lineBegins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            text.append(preformatted == 0 && lineBegins ? words.stripLeading() : words);
        }
    }
}

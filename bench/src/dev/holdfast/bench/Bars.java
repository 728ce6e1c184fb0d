package dev.holdfast.bench;

import java.util.List;
import java.util.Locale;

/** Bars that lie, in SVG, in the colours of the page. */
final class Bars {
    private static final int LEFT = 300;
    private static final int WIDE = 400;
    private static final int ALL = 940;
    private static final int BAR = 13;
    private static final int GAP = 10;

    private Bars() {}

    /** @param color a to d */
    record Bar(String color, double value, double least, double most, String label) {}

    record Group(String title, List<Bar> bars) {}

    record Stack(String title, List<Double> parts) {}

    /** @param mark where a line stands */
    static String svg(List<Group> groups, double mark) {
        double most = groups.stream()
                .flatMap(group -> group.bars().stream())
                .mapToDouble(Bar::most)
                .max()
                .orElse(mark);
        double scale = WIDE / Math.max(most, mark);
        StringBuilder svg = new StringBuilder();
        int y = GAP;
        for (Group group : groups) {
            text(svg, LEFT - 8, y + BAR - 2, "end", "", group.title());
            for (Bar bar : group.bars()) {
                box(svg, LEFT, y, bar.value() * scale, "var(--" + bar.color() + ")", bar.label());
                if (bar.most() > bar.least()) {
                    stroke(svg, LEFT + bar.least() * scale, y + BAR / 2.0, LEFT + bar.most() * scale, y + BAR / 2.0, "var(--ink)");
                }
                text(svg, LEFT + Math.max(bar.most(), bar.value()) * scale + 6, y + BAR - 2, "start", "soft", bar.label());
                y += BAR + 2;
            }
            y += GAP;
        }
        stroke(svg, LEFT + mark * scale, 0, LEFT + mark * scale, y, "var(--soft)");
        return framed(svg, y);
    }

    /** @param full how long a bar can be */
    static String stacked(List<Stack> stacks, double full) {
        double most = stacks.stream()
                .mapToDouble(stack -> stack.parts().stream().mapToDouble(Double::doubleValue).sum())
                .max()
                .orElse(full);
        double scale = WIDE / Math.max(most, full);
        StringBuilder svg = new StringBuilder();
        int y = GAP;
        for (Stack stack : stacks) {
            text(svg, LEFT - 8, y + BAR - 2, "end", "", stack.title());
            double x = LEFT;
            for (int i = 0; i < stack.parts().size(); i++) {
                double part = stack.parts().get(i);
                box(svg, x, y, part * scale, "var(--" + "abcd".charAt(i) + ")", String.format(Locale.ROOT, "%.2f", part));
                x += part * scale;
            }
            y += BAR + GAP;
        }
        stroke(svg, LEFT + full * scale, 0, LEFT + full * scale, y, "var(--soft)");
        return framed(svg, y);
    }

    private static String framed(StringBuilder content, int height) {
        return "<div class=\"scroll\"><svg viewBox=\"0 0 " + ALL + " " + (height + GAP) + "\" role=\"img\">" + content + "</svg></div>\n";
    }

    private static void box(StringBuilder svg, double x, double y, double width, String color, String label) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"><title>%s</title></rect>%n",
                x, y, Math.max(0.5, width), BAR, color, Page.escaped(label)));
    }

    private static void stroke(StringBuilder svg, double x1, double y1, double x2, double y2, String color) {
        svg.append(String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, color));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String kind, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
                x, y, anchor, kind, Page.escaped(text)));
    }
}

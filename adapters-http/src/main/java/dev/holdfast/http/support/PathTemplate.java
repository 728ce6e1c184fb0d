package dev.holdfast.http.support;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of a path, such as {@code /v1/memories/{namespace}/{key}}. A name in braces stands for exactly one segment.
 *
 * @param segments what stands between the slashes
 */
public record PathTemplate(String text, List<Segment> segments) {
    /** @param name the literal text, or the name of the variable */
    public record Segment(String name, boolean variable) {}

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    public static PathTemplate of(String text) {
        if (!text.startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash and ends without one: " + text);
        }
        List<Segment> segments = new ArrayList<>();
        for (String part : text.substring(1).split("/", -1)) {
            boolean variable = part.startsWith("{") && part.endsWith("}");
            segments.add(new Segment(variable ? part.substring(1, part.length() - 1) : part, variable));
        }
        return new PathTemplate(text, segments);
    }

    /** The names in braces, in order. */
    public List<String> variables() {
        return segments.stream().filter(Segment::variable).map(Segment::name).toList();
    }
}

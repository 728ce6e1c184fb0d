package dev.holdfast.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what would be done, and does nothing. */
final class IngestPlan implements IngestCourse {
    private final PrintStream out;
    private final boolean quiet;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    /** @param quiet only counts */
    IngestPlan(PrintStream out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
        List.of("new", "changed", "unchanged", "lines", "failed", "missing").forEach(what -> counts.put(what, 0));
    }

    @Override
    public void create(String collection) {
        say("new collection", collection);
    }

    @Override
    public void unchanged(String name) {
        count("unchanged");
    }

    @Override
    public void document(String name, boolean known, String line) {
        count(known ? "changed" : "new");
        say(known ? "changed" : "new", name);
    }

    @Override
    public void line(String name, int number, String line) {
        count("lines");
    }

    @Override
    public void binary(String name) {
        say("no text", name);
    }

    @Override
    public void failed(String name, String why) {
        count("failed");
        errors.add(name + " " + why);
    }

    @Override
    public void end() {}

    @Override
    public void missing(String name) {
        count("missing");
        say("missing", name);
    }

    @Override
    public Map<String, Integer> counts() {
        return counts;
    }

    @Override
    public List<String> errors() {
        return List.copyOf(errors);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private void say(String what, String name) {
        if (!quiet) {
            out.println(what + " " + name);
        }
    }
}

package dev.holdfast.app.cli;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Differences of schemas, for people and for machines. */
final class DriftLines {
    private DriftLines() {}

    static String name(Drift drift) {
        return state(drift) + " " + drift;
    }

    static Map<String, Object> fields(Drift drift) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", state(drift));
        fields.put("kind", drift.object().kind());
        fields.put("name", drift.object().name());
        fields.put("parts", drift.parts());
        drift.expected().ifPresent(definition -> fields.put("expected", definition));
        drift.found().ifPresent(definition -> fields.put("found", definition));
        return fields;
    }

    static Map<String, Object> fields(SchemaComparison compared) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", compared.version());
        fields.put("expected_version", compared.expectedVersion());
        fields.put("matches", compared.matches());
        fields.put("objects", compared.objects());
        fields.put("items", compared.named().stream().map(DriftLines::fields).toList());
        return fields;
    }

    /** What is expected after a minus, what was found after a plus; of long definitions only the lines that differ. */
    static List<String> difference(Drift drift) {
        List<String> expected = drift.expected().stream().flatMap(String::lines).toList();
        List<String> found = drift.found().stream().flatMap(String::lines).toList();
        int shorter = Math.min(expected.size(), found.size());
        int before = 0;
        while (before < shorter && expected.get(before).equals(found.get(before))) {
            before++;
        }
        int after = 0;
        while (after < shorter - before
                && expected.get(expected.size() - 1 - after).equals(found.get(found.size() - 1 - after))) {
            after++;
        }
        List<String> lines = new ArrayList<>();
        expected.subList(before, expected.size() - after).forEach(line -> lines.add("  - " + line));
        found.subList(before, found.size() - after).forEach(line -> lines.add("  + " + line));
        return lines;
    }

    /** What the whole comes to, in one line. */
    static String summary(SchemaComparison compared) {
        long beside = compared.named().stream()
                .filter(drift -> drift.state() == DriftState.EXTRA)
                .count();
        long wrong = compared.named().size() - beside;
        String extra = beside == 0 ? "" : " (" + beside + " beside them are not expected)";
        return wrong == 0
                ? "All " + compared.objects() + " objects of version " + compared.version() + " are as expected" + extra
                        + "."
                : wrong + " of " + compared.objects() + " objects of version " + compared.version()
                        + " are missing or changed" + extra
                        + ": `holdfast schema diff` shows how, `holdfast schema repair"
                        + " --dry-run` what to do.";
    }

    private static String state(Drift drift) {
        return drift.state().name().toLowerCase(Locale.ROOT);
    }
}

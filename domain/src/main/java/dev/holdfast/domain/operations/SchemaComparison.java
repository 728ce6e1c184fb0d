package dev.holdfast.domain.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store's schema beside the one this program expects.
 *
 * @param version of the store; 0 when it has none
 * @param expectedVersion the one whose objects this program knows
 * @param objects how many are expected
 * @param drifts every object that differs, in the order in which they can be made; nothing when the versions differ, for then
 *     everything would
 */
public record SchemaComparison(int version, int expectedVersion, int objects, List<Drift> drifts) {
    /** A store that has no schema, and of which none is expected. */
    public static final SchemaComparison NONE = new SchemaComparison(0, 0, 0, List.of());

    public SchemaComparison {
        drifts = List.copyOf(drifts);
    }

    /** Both lists in the order in which the objects can be made. */
    public static SchemaComparison of(
            int version, int expectedVersion, List<SchemaObject> expected, List<SchemaObject> found) {
        if (version != expectedVersion) {
            return new SchemaComparison(version, expectedVersion, expected.size(), List.of());
        }
        Map<String, SchemaObject> there = byTitle(found);
        Map<String, SchemaObject> known = byTitle(expected);
        List<Drift> drifts = new ArrayList<>();
        for (SchemaObject object : expected) {
            Optional<String> definition =
                    Optional.ofNullable(there.get(object.title())).map(SchemaObject::definition);
            if (definition.isEmpty()) {
                drifts.add(new Drift(DriftState.MISSING, object, definition, 0));
            } else if (!definition.get().equals(object.definition())) {
                drifts.add(new Drift(DriftState.CHANGED, object, definition, 0));
            }
        }
        for (SchemaObject object : found) {
            if (!known.containsKey(object.title())) {
                drifts.add(new Drift(DriftState.EXTRA, object, Optional.of(object.definition()), 0));
            }
        }
        return new SchemaComparison(version, expectedVersion, expected.size(), drifts);
    }

    private static Map<String, SchemaObject> byTitle(List<SchemaObject> objects) {
        Map<String, SchemaObject> titles = new HashMap<>();
        objects.forEach(object -> titles.put(object.title(), object));
        return titles;
    }

    /** Whether the store has the version whose objects this program knows. */
    public boolean isComparable() {
        return version == expectedVersion;
    }

    /** Whether all that is expected is there, and as expected. What is there beside it does no harm. */
    public boolean matches() {
        return isComparable() && drifts.stream().allMatch(drift -> drift.state() == DriftState.EXTRA);
    }

    /** The drifts of which none is part of another: who lost a table need not be told of each of its columns. */
    public List<Drift> named() {
        Map<String, Drift> titles = new HashMap<>();
        drifts.forEach(drift -> titles.put(drift.object().title(), drift));
        Map<String, Drift> named = new LinkedHashMap<>();
        for (Drift drift : drifts) {
            named.merge(
                    whole(drift, titles).object().title(),
                    whole(drift, titles),
                    (before, again) -> new Drift(before.state(), before.object(), before.found(), before.parts() + 1));
        }
        return List.copyOf(named.values());
    }

    /** Of what it is part, as far as that has gone, or come, with it. */
    private static Drift whole(Drift drift, Map<String, Drift> titles) {
        Drift whole = drift;
        while (whole.state() != DriftState.CHANGED) {
            Drift above = whole.object().partOf().map(titles::get).orElse(null);
            if (above == null || above.state() != drift.state()) {
                return whole;
            }
            whole = above;
        }
        return whole;
    }
}

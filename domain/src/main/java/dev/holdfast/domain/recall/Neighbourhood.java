package dev.holdfast.domain.recall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who stands beside whom among passages that were loaded. Those of a window come with neighbours on both sides, twice as far as these
 * count; so the neighbours of their neighbours are known, and those need not be asked for theirs.
 */
final class Neighbourhood {
    /** A place in what stands around a passage. */
    private record Place(List<PassageId> row, int at, int distance) {}

    private final int reach;
    private final Map<PassageId, Place> places = new HashMap<>();

    private Neighbourhood(int reach) {
        this.reach = reach;
    }

    /**
     * The same passages in the same order, each with at most {@code reach} neighbours on either side: its own, or, where it came without any, those
     * that the others know of.
     */
    static List<Passage> settle(List<Passage> loaded, int reach) {
        Neighbourhood all = new Neighbourhood(reach);
        List<Passage> alone = loaded.stream().filter(Neighbourhood::isAlone).toList();
        alone.forEach(passage -> all.places.put(passage.id(), new Place(List.of(), 0, Integer.MAX_VALUE)));
        if (!alone.isEmpty()) {
            loaded.forEach(all::tell);
        }
        return loaded.stream().map(all::settled).toList();
    }

    private static boolean isAlone(Passage passage) {
        return passage.before().isEmpty() && passage.after().isEmpty();
    }

    /** Of several that know of one, the nearest knows most. */
    private void tell(Passage passage) {
        if (isAlone(passage)) {
            return;
        }
        List<PassageId> row = Stream.of(passage.before(), List.of(passage.id()), passage.after())
                .flatMap(List::stream)
                .toList();
        int own = passage.before().size();
        for (int at = 0; at < row.size(); at++) {
            int distance = Math.abs(at - own);
            Place place = new Place(row, at, distance);
            places.computeIfPresent(row.get(at), (id, known) -> known.distance > distance ? place : known);
        }
    }

    private Passage settled(Passage passage) {
        if (!isAlone(passage)) {
            List<PassageId> before = passage.before();
            List<PassageId> after = passage.after();
            return before.size() <= reach && after.size() <= reach
                    ? passage
                    : passage.between(
                            before.subList(Math.max(0, before.size() - reach), before.size()),
                            after.subList(0, Math.min(reach, after.size())));
        }
        Place place = places.getOrDefault(passage.id(), new Place(List.of(), 0, 0));
        List<PassageId> row = place.row;
        return row.isEmpty()
                ? passage
                : passage.between(
                        row.subList(Math.max(0, place.at - reach), place.at),
                        row.subList(place.at + 1, Math.min(row.size(), place.at + 1 + reach)));
    }
}

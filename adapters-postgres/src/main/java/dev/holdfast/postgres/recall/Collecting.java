package dev.holdfast.postgres.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Page by page, all sketches of one owner, as long as they fit. */
final class Collecting {
    private final int most;
    private final List<Moment> moments = new ArrayList<>();
    private final List<Sketched> all = new ArrayList<>();
    private boolean fits = true;

    /** @param most so many fit */
    Collecting(int most) {
        this.most = most;
    }

    void add(Moment moment, List<Sketched> page) {
        moments.add(moment);
        fits = fits && all.size() + page.size() <= most;
        if (fits) {
            all.addAll(page);
        } else {
            all.clear();
        }
    }

    boolean fits() {
        return fits;
    }

    /** All that there was at the moment of the first page, if the others were of the same history and there is something to keep. */
    Optional<Held> held() {
        return fits && !all.isEmpty() && moments.stream().allMatch(moment -> moment.follows(moments.getFirst()))
                ? Optional.of(new Held(moments.getFirst(), all))
                : Optional.empty();
    }
}

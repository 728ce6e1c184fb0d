package dev.holdfast.postgres.memory;

import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.postgres.support.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By whom and when each of several memories is set, column by column beside {@link BatchRows}. Times are texts; an absent claim is nulls. */
record ChangeRows(List<? extends Seat<Upserts.Upsert, ?>> seats) {
    List<String> times() {
        return each(seat -> seat.question().change().at().toString());
    }

    List<String> principals() {
        return each(seat -> seat.scope().principal().value());
    }

    List<String> requestIds() {
        return each(seat -> seat.scope().requestId());
    }

    List<String> actions() {
        return each(seat -> seat.question().change().action());
    }

    List<@Nullable String> claimKeys() {
        return claims(IdempotencyClaim::key);
    }

    List<@Nullable String> claimOperations() {
        return claims(IdempotencyClaim::operation);
    }

    List<@Nullable String> claimFingerprints() {
        return claims(IdempotencyClaim::fingerprint);
    }

    List<@Nullable String> claimExpiries() {
        return claims(claim -> claim.expiresAt().toString());
    }

    private List<@Nullable String> claims(Function<IdempotencyClaim, String> part) {
        return each(seat -> seat.question().change().claim().map(part).orElse(null));
    }

    private <T extends @Nullable Object> List<T> each(Function<Seat<Upserts.Upsert, ?>, T> column) {
        List<T> values = new ArrayList<>(seats.size());
        for (Seat<Upserts.Upsert, ?> seat : seats) {
            values.add(column.apply(seat));
        }
        return values;
    }
}

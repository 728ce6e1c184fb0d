package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.embedding.Sketch;
import dev.holdfast.postgres.recall.KnownSketches.Owner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept of sketches, and what is not. */
final class HeldTest {
    private static final Moment FIRST = new Moment(5, "here");
    private static final Moment LATER = new Moment(9, "here");
    private static final Owner OWNER = new Owner(new TenantId("tenant"), "model", 3);

    private static Sketched sketch(String text, float first) {
        return new Sketched(Sketch.of(new Embedding(ContentHash.of(text), Vector.of(first, 1, 2))));
    }

    @Test
    void eachTextShouldBeKeptOnce() {
        Held held = new Held(FIRST, List.of(sketch("a", 1), sketch("b", 1)));

        assertThat(held.grow(LATER, List.of(sketch("b", 1), sketch("c", 1)))).isTrue();

        assertThat(held.all()).hasSize(3);
        assertThat(held.moment()).isEqualTo(LATER);
    }

    /** The old sketch would keep the text from being looked at. */
    @Test
    void aTextThatGotAnotherVectorShouldEndWhatIsKept() {
        Held held = new Held(FIRST, List.of(sketch("a", 1), sketch("b", 1)));

        assertThat(held.grow(LATER, List.of(sketch("b", -7)))).isFalse();
    }

    @Test
    void anAnswerThatWasFasterShouldNotBeTakenBack() {
        Held held = new Held(FIRST, List.of(sketch("a", 1)));
        held.grow(LATER, List.of(sketch("b", 1)));

        held.grow(new Moment(7, "here"), List.of(sketch("c", 1)));

        assertThat(held.moment()).isEqualTo(LATER);
        assertThat(held.all()).hasSize(3);
    }

    @Test
    void whatWasSeenShouldNotGrow() {
        Held held = new Held(FIRST, List.of(sketch("a", 1)));
        List<Sketched> seen = held.all();

        held.grow(LATER, List.of(sketch("b", 1)));

        assertThat(seen).hasSize(1);
    }

    @Test
    void pagesOfOneHistoryShouldBeKeptAsOfTheFirst() {
        KnownSketches known = new KnownSketches(1_000_000);

        known.collect(OWNER, all -> {
            all.add(FIRST, List.of(sketch("a", 1)));
            all.add(LATER, List.of(sketch("b", 1)));
        });

        assertThat(known.of(OWNER)).hasValueSatisfying(held -> {
            assertThat(held.moment()).isEqualTo(FIRST);
            assertThat(held.all()).hasSize(2);
        });
        assertThat(known.of(new Owner(new TenantId("other"), "model", 3))).isEmpty();
    }

    @Test
    void pagesOfTwoServersShouldNotBeKept() {
        KnownSketches known = new KnownSketches(1_000_000);

        known.collect(OWNER, all -> {
            all.add(FIRST, List.of(sketch("a", 1)));
            all.add(new Moment(9, "there"), List.of(sketch("b", 1)));
        });

        assertThat(known.of(OWNER)).isEmpty();
    }

    @Test
    void nothingShouldNotBeKept() {
        KnownSketches known = new KnownSketches(1_000_000);

        known.collect(OWNER, all -> all.add(FIRST, List.of()));

        assertThat(known.of(OWNER)).isEmpty();
    }

    @Test
    void whoDoesNotFitShouldNotBeCollectedAgainAndAgain() {
        KnownSketches known = new KnownSketches(1_000 + 2L * KnownSketches.bytes(3));
        List<Sketched> three = List.of(sketch("a", 1), sketch("b", 1), sketch("c", 1));
        AtomicInteger collected = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            known.collect(OWNER, all -> {
                all.add(FIRST, three.subList(0, 2));
                collected.addAndGet(all.fits() ? 1 : 0);
                all.add(FIRST, three.subList(2, 3));
            });
        }

        assertThat(known.of(OWNER)).isEmpty();
        assertThat(collected).hasValue(1);
    }

    /** Each takes as much room again. */
    @Test
    void oneShouldBeCollectedAtATime() {
        KnownSketches known = new KnownSketches(1_000_000);
        Owner other = new Owner(new TenantId("other"), "model", 3);

        known.collect(OWNER, all -> {
            known.collect(other, also -> also.add(FIRST, List.of(sketch("a", 1))));
            all.add(FIRST, List.of(sketch("a", 1)));
        });

        assertThat(known.of(OWNER)).isPresent();
        assertThat(known.of(other)).isEmpty();
    }

    @Test
    void whatWasForgottenShouldNotComeBackByGrowing() {
        KnownSketches known = new KnownSketches(1_000_000);
        known.collect(OWNER, all -> all.add(FIRST, List.of(sketch("a", 1))));
        Held held = known.of(OWNER).orElseThrow();

        known.forget(OWNER);
        known.grown(OWNER, held);

        assertThat(known.of(OWNER)).isEmpty();
    }
}

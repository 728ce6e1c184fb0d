package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.Staleness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OutgoingTest {
    private final AtomicLong now = new AtomicLong();

    /** It may wait for room, or for the rest of a request that nobody wants to read. */
    @Test
    void anAnswerThatWaitedShouldSayHowOldItIsWhenItIsSent() {
        Staleness call = Staleness.ifNeedBe(now::get);
        Header first = new Header("First", "1");
        Outgoing answer = new Outgoing(200, List.of(first), new byte[0], call);
        assertThat(answer.headers()).containsExactly(first);

        call.saw(Duration.ofSeconds(2));
        assertThat(answer.headers()).containsExactly(first, new Header(Stalenesses.TOLD, "2"));

        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(answer.headers()).containsExactly(first, new Header(Stalenesses.TOLD, "5"));
    }
}

package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands beside a passage tells what it is about. */
class ContextTest {
    @Test
    void aReplyShouldComeBeforeWhatFollowsAStatement() {
        Found talk = Found.in(
                "Ann: I saw a canoe.",
                "Ben: It was lovely to sit there, really calm.",
                "Eve: Hm.",
                "Eve: Well, well.",
                "Ann: Did you see a canoe?",
                "Ben: It was lovely to sit there, wholly calm.");

        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 6, "canoe"))).containsSubsequence(5, 1);
    }

    @Test
    void neighboursShouldCountMoreInATalkThanAmongNotes() {
        Found talk = Found.in("Ann: The canoe leaks.", "Ben: Glue will help.", "Ann: So be it.");
        Found notes = Found.in("The canoe leaks.", "Glue will help.", "So be it.");

        assertThat(neighbours(talk)).isGreaterThan(2 * neighbours(notes));
    }

    @Test
    void aLongNeighbourShouldAddLessThanABriefOne() {
        Found brief = Found.in("Ann: The canoe leaks.", "Ben: Glue will help.", "Ann: So be it.");
        Found lengthy = Found.in(
                "Ann: The canoe leaks" + " and birds sing songs near green water".repeat(4),
                "Ben: Glue will help.",
                "Ann: So be it.");

        assertThat(share(lengthy)).isLessThan(share(brief) / 2);
    }

    @Test
    void aPaperThatBeginsWithANameShouldNotBeSaidByIt() {
        Found papers = Found.in(
                "Lisbon: the belt jammed.",
                "The belt of Lisbon jammed.",
                "A belt is no rope.",
                "Lisbon has a belt that jammed as no other.");
        Found talk = Found.in("Lisbon: the belt jammed.", "Ben: Which belt?", "Eve: That of Lisbon jammed.");

        assertThat(speaking(papers)).isEmpty();
        assertThat(speaking(talk)).containsExactly(0);
    }

    private static List<Integer> speaking(Found found) {
        return found.ask(Tuning.DEFAULT, 9, "Why did the belt in Lisbon jam?").best().stream()
                .filter(ranked -> ranked.explanation().boosts().stream()
                        .anyMatch(boost -> boost.name().equals("speaker")))
                .map(ranked -> Found.number(ranked.passage().id()))
                .toList();
    }

    @Test
    void aNeighbourShouldAddLessOfWhatAPassageSaysItself() {
        Found other = Found.in("Ann: The canoe leaks.", "Ben: Glue will help.", "Ann: So be it.");
        Found same = Found.in("Ann: The canoe leaks.", "Ben: Glue the canoe.", "Ann: So be it.");

        assertThat(share(same)).isLessThan(share(other) / 2);
    }

    /** What the neighbours of the second turn add, of what the first scores by itself. */
    private static double share(Found found) {
        double first = found.ask(Tuning.DEFAULT, 3, "canoe").best().stream()
                .filter(ranked -> Found.number(ranked.passage().id()) == 0)
                .flatMap(ranked -> ranked.explanation().terms().stream())
                .mapToDouble(Explanation.Term::score)
                .sum();
        return neighbours(found) / first;
    }

    private static double neighbours(Found found) {
        return found.ask(Tuning.DEFAULT, 3, "canoe").best().stream()
                .filter(ranked -> Found.number(ranked.passage().id()) == 1)
                .flatMap(ranked -> ranked.explanation().boosts().stream())
                .filter(boost -> boost.name().equals("neighbours"))
                .mapToDouble(Explanation.Boost::value)
                .sum();
    }
}

package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankerTest {
    private static final Found TALK = Found.in(
            "Ann: Hi Ben, how are you?",
            "Ben: Fine. I repaired the old boat yesterday.",
            "Ann: Which colour did you paint the boat?",
            "Ben: Green!",
            "Ann: I adopted two cats from the shelter in Porto.",
            "Ben: Lovely. My sister has a dog.",
            "Ann: See you on Sunday.");

    @Test
    void theAnswerAfterTheQuestionShouldBeFoundThoughItHasNoneOfTheWords() {
        assertThat(Found.numbers(TALK.ask(Tuning.DEFAULT, 3, "What colour is the boat painted?")))
                .startsWith(2)
                .contains(3);
    }

    @Test
    void whoeverTheQuestionNamesShouldComeFirst() {
        Found talk = Found.in("Ann: I like hiking, Ben.", "Eve: Hm.", "Eve: Hm, hm.", "Ben: I like hiking, Ann.");

        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 1, "What does Ann like?")))
                .containsExactly(0);
        assertThat(Found.numbers(talk.ask(Tuning.DEFAULT, 1, "What does Ben like?")))
                .containsExactly(3);
    }
}

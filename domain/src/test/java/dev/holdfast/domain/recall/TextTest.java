package dev.holdfast.domain.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.shared.JsonDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How texts are read: words, dates, speakers, kinds of answers. */
class TextTest {
    private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 1);

    @Test
    void wordsShouldBeRunsOfLettersAndDigitsInLowerCase() {
        assertThat(Words.in("Ann's 2nd café-visit: \u00C9T\u00C9! \uD835\uDD38 _x_"))
                .containsExactly("ann", "s", "2nd", "café", "visit", "été", "\uD835\uDD38", "x");
        assertThat(Words.in(" ... ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on 8 May 2023 | 2023-05-08 | 2023-05-08",
                "8 May, 2023 at noon | 2023-05-08 | 2023-05-08",
                "the 3rd of July 2022 | 2022-07-03 | 2022-07-03",
                "May 8th, 2023 | 2023-05-08 | 2023-05-08",
                "Sept. 9, 2021 | 2021-09-09 | 2021-09-09",
                "2023-05-08 | 2023-05-08 | 2023-05-08",
                "in February 2024 | 2024-02-01 | 2024-02-29",
                "in 2022 | 2022-01-01 | 2022-12-31",
                "2023-05 | 2023-05-01 | 2023-05-31"
            })
    void writtenDatesShouldBeRead(String text, LocalDate from, LocalDate to) {
        assertThat(Dates.writtenIn(text)).containsExactly(new TimeSpan(from, to, false));
    }

    @Test
    void datesWithoutAYearShouldMeanEveryYear() {
        TimeSpan june = Dates.writtenIn("What did Ann do in June?").getFirst();

        assertThat(june.everyYear()).isTrue();
        assertThat(june.closeness(LocalDate.of(1999, 6, 30))).isEqualTo(1);
        assertThat(june.closeness(LocalDate.of(2025, 7, 15))).isCloseTo(0.5, within(1e-9));
        TimeSpan december = Dates.writtenIn("in December").getFirst();
        assertThat(december.closeness(LocalDate.of(2024, 1, 14)))
                .isEqualTo(december.closeness(LocalDate.of(2023, 11, 17)))
                .isCloseTo(Math.pow(0.5, 14 / 15.5), within(1e-9));
        assertThat(Dates.writtenIn("on 3 March").getFirst().closeness(LocalDate.of(2020, 3, 3)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You may march on",
                "May I?",
                "31 February 2023",
                "room 2023a",
                "in 12345",
                "3/4/2023x",
                "version 1.8"
            })
    void whatIsNoDateShouldNotBeRead(String text) {
        assertThat(Dates.writtenIn(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday | 2026-02-28 | 2026-02-28",
                "Today | 2026-03-01 | 2026-03-01",
                "two weeks ago | 2026-02-15 | 2026-02-15",
                "a year ago | 2025-03-01 | 2025-03-01",
                "10 days ago | 2026-02-19 | 2026-02-19",
                "last week | 2026-02-16 | 2026-02-22",
                "this month | 2026-03-01 | 2026-03-31",
                "next year | 2027-01-01 | 2027-12-31",
                "last Friday | 2026-02-27 | 2026-02-27",
                "this Sunday | 2026-03-01 | 2026-03-01",
                "next Sunday | 2026-03-08 | 2026-03-08"
            })
    void relativeDatesShouldBeReckonedFromToday(String text, LocalDate from, LocalDate to) {
        assertThat(Dates.relativeIn(text, SUNDAY)).containsExactly(new TimeSpan(from, to, false));
    }

    @Test
    void closenessShouldHalveWithEveryHalfOfTheSpan() {
        TimeSpan day = TimeSpan.of(2023, 5, 8).orElseThrow();
        TimeSpan year = TimeSpan.of(2023, 0, 0).orElseThrow();

        assertThat(day.closeness(LocalDate.of(2023, 5, 8))).isEqualTo(1);
        assertThat(day.closeness(LocalDate.of(2023, 5, 15))).isCloseTo(0.5, within(1e-9));
        assertThat(day.closeness(LocalDate.of(2023, 4, 24))).isCloseTo(0.25, within(1e-9));
        assertThat(year.closeness(LocalDate.of(2023, 12, 31))).isEqualTo(1);
        assertThat(year.closeness(LocalDate.of(2024, 12, 30))).isCloseTo(0.25, within(0.001));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ann: hello | Ann | hello",
                "Ann Lee: hello | Ann Lee | hello",
                "**Ann**: hello | Ann | hello",
                "<Ann> hello | Ann | hello",
                "[8 May 2023] Ann: hello | Ann | hello",
                "(1:56 pm on 8 May, 2023) Ann: hello | Ann | hello",
                "2023-05-08T13:56:00Z Ann: hello | Ann | hello",
                "8 May 2023 - Ann: hello | Ann | hello",
                "Ann (8 May 2023): hello | Ann | hello",
                "user: hello | user | hello"
            })
    void aSpeakerBeforeTheTextShouldBeFound(String text, String name, String said) {
        Passage passage = passage(text, JsonDocument.EMPTY);

        assertThat(Speaker.of(passage)).contains(new Speaker(name));
        assertThat(Reading.of(passage).said()).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "She said: hello",
                "note: buy milk",
                "https://example.org",
                "Ann,Ben: hello",
                "There are three of them: a, b, c",
                "",
                "12:30 is late"
            })
    void whatNamesNobodyShouldHaveNoSpeaker(String text) {
        assertThat(Speaker.of(passage(text, JsonDocument.EMPTY))).isEmpty();
    }

    @Test
    void metadataShouldTellSpeakerAndDayBeforeTheText() {
        Passage passage =
                passage("Ben: hello", JsonDocument.of(Map.of("speaker", "Ann", "role", "user", "date", "8 May 2023")));

        assertThat(Speaker.of(passage)).contains(new Speaker("Ann"));
        assertThat(Utterance.of(passage).day()).isEqualTo(LocalDate.of(2023, 5, 8));
        assertThat(Reading.of(passage).said()).isEqualTo("hello");
    }

    @Test
    void theDayShouldBeThatOfTheTextAndElseThatOfThePassage() {
        assertThat(Utterance.of(passage("[8 May 2023] Ann: hello", JsonDocument.EMPTY))
                        .day())
                .isEqualTo(LocalDate.of(2023, 5, 8));
        assertThat(Utterance.of(passage("Ann: in 1999 it rained", JsonDocument.EMPTY))
                        .day())
                .isEqualTo(LocalDate.of(2026, 2, 20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "When did Ann move? | TIME",
                "What year was it? | TIME",
                "How long has she been there? | TIME NUMBER",
                "How many cats? | NUMBER",
                "How old is he? | NUMBER",
                "Who came? | NAME",
                "Where do they live? | NAME",
                "Which city? | NAME",
                "Why did he leave? | ''"
            })
    void hintsShouldTellWhatIsAskedFor(String question, String hints) {
        assertThat(Hint.of(question))
                .extracting(Hint::name)
                .containsExactlyInAnyOrder(hints.isEmpty() ? new String[0] : hints.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME | I went yesterday | 1",
                "TIME | in 2019 we moved | 1",
                "TIME | I go there every week | 0.5",
                "TIME | I like it | 0",
                "NUMBER | I have 3 | 1",
                "NUMBER | I have three | 1",
                "NUMBER | I have a few | 0.5",
                "NUMBER | I have none | 0",
                "NAME | I met Zoe | 1",
                "NAME | Then we left | 0",
                "NAME | I told Ann. Then we left | 0",
                "NAME | So I did | 0"
            })
    void hintsShouldTellWhichTextsHaveIt(Hint hint, String text, double sure) {
        assertThat(hint.in(text, Words.in(text), Set.of("ann"))).isEqualTo(sure);
    }

    @Test
    void onlyQuestionsShouldBeSaidToAsk() {
        assertThat(reading("Ann: What did you do?").onlyAsks()).isTrue();
        assertThat(reading("Ann: Wow! Really? Where?").onlyAsks()).isTrue();
        assertThat(reading("Ann: I painted a boat. And you?").onlyAsks()).isFalse();
        assertThat(reading("Ann: What? I painted").onlyAsks()).isFalse();
        assertThat(reading("Ann: Fine.").onlyAsks()).isFalse();
    }

    @Test
    void likenessShouldBeTheShareOfWordsThatBothHave() {
        WordSet three = WordSet.of(List.of("a", "b", "c", "a"));

        assertThat(three.likeness(three)).isEqualTo(1);
        assertThat(three.likeness(WordSet.of(List.of("b", "c", "d")))).isEqualTo(0.5);
        assertThat(three.likeness(WordSet.of(List.of("x")))).isZero();
        assertThat(WordSet.of(List.of()).likeness(WordSet.of(List.of()))).isEqualTo(1);
    }

    private static Reading reading(String text) {
        return Reading.of(passage(text, JsonDocument.EMPTY));
    }

    private static Passage passage(String text, JsonDocument metadata) {
        return Found.in(text).passage(0, metadata, Instant.parse("2026-02-20T10:00:00Z"));
    }
}

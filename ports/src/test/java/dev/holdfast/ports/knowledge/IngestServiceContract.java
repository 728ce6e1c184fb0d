package dev.holdfast.ports.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.Documents;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an ingest does with its lines. */
public interface IngestServiceContract extends IngestVectorLaws {
    CollectionName INTO = aCollection().name();

    @Test
    default void whatIsNewShouldBeWrittenAndWhatIsSoAlreadyBeLeftAlone() {
        TestServices here = ready();
        here.knowledge().set(here.writer(), aDocument().withId("a").build());
        here.knowledge().set(here.writer(), aDocument().withId("b").build());
        here.knowledge().set(here.writer(), aDocument().withId("c").build());

        IngestReport report = ingest(
                here,
                here.writer(),
                false,
                aDocument().withId("a"),
                aDocument().withId("b").withTexts("other"),
                aDocument().withId("c").withMetadata(JsonDocument.of(Map.of("n", 1))),
                aDocument().withId("d"));

        assertThat(report).isEqualTo(new IngestReport(1, 2, 1, 0, List.of(), false));
        assertThat(versions(here)).containsExactly("a 1", "b 2", "c 2", "d 1");
        assertThat(here.tenant().audit())
                .extracting(AuditEntry::action)
                .filteredOn("document.ingest"::equals)
                .hasSize(3);
    }

    @Test
    default void aRepetitionShouldChangeNothingAndSaySo() {
        TestServices here = ready();
        Documents[] documents = IntStream.range(0, 450)
                .mapToObj(i -> aDocument().withId("%03d".formatted(i)).withTexts("text " + i))
                .toArray(Documents[]::new);

        assertThat(ingest(here, here.writer(), false, documents).created()).isEqualTo(450);
        int audited = here.tenant().audit().size();
        IngestReport again = ingest(here, here.writer(), true, documents);

        assertThat(again).isEqualTo(new IngestReport(0, 0, 450, 0, List.of(), false));
        assertThat(here.tenant().audit()).hasSize(audited);
    }

    @Test
    default void wrongLinesShouldBeNamedAndTheOthersWritten() {
        TestServices here = ready();
        Violation wrong = new Violation("/title", "too_long", "too long");

        IngestReport report = here.ingests()
                .ingest(
                        here.writer(),
                        INTO,
                        List.of(
                                sound(1, aDocument().withId("a")),
                                new IngestLine.Broken(2, List.of(wrong)),
                                sound(3, aDocument().withId("a").withTexts("again")),
                                sound(4, aDocument().withId("b"))),
                        false);

        assertThat(report.created()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.errors()).extracting(IngestLine.Broken::line).containsExactly(2, 3);
        assertThat(report.errors().getFirst().violations()).containsExactly(wrong);
        assertThat(report.errors().getLast().violations())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/external_id", "duplicate"));
        assertThat(versions(here)).containsExactly("a 1", "b 1");
    }

    @Test
    default void anAtomicIngestShouldWriteAllOrNothing() {
        TestServices here = ready();
        List<IngestLine> lines = new ArrayList<>();
        for (int i = 1; i <= 450; i++) {
            lines.add(sound(i, aDocument().withId("%03d".formatted(i))));
        }
        lines.add(new IngestLine.Broken(451, List.of(new Violation("/title", "too_long", "too long"))));

        assertThatThrownBy(() -> here.ingests().ingest(here.writer(), INTO, lines, true))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/lines/451/title"));
        assertThat(versions(here)).isEmpty();

        lines.removeLast();
        assertThat(here.ingests().ingest(here.writer(), INTO, lines, true).created())
                .isEqualTo(450);
        assertThat(versions(here)).hasSize(450);
    }

    @Test
    default void aRepeatedKeyShouldNotOverwriteWhatCameSince() {
        for (boolean atomic : new boolean[] {false, true}) {
            TestServices here = ready();
            Documents[] documents = IntStream.range(0, 250)
                    .mapToObj(i -> aDocument().withId("%03d".formatted(i)))
                    .toArray(Documents[]::new);
            CallContext once = TestServices.once(here.writer(), "k", "f");
            assertThat(ingest(here, once, atomic, documents).replayed()).isFalse();
            here.knowledge()
                    .set(
                            here.writer(),
                            aDocument().withId("000").withTexts("newer").build());
            here.knowledge()
                    .set(
                            here.writer(),
                            aDocument().withId("249").withTexts("newer").build());

            IngestReport again = ingest(here, once, atomic, documents);

            assertThat(again).isEqualTo(new IngestReport(0, 0, 250, 0, List.of(), true));
            assertThat(versions(here)).contains("000 2", "001 1", "249 2");
            assertThatThrownBy(() -> ingest(
                            here,
                            TestServices.once(here.writer(), "k", "other"),
                            atomic,
                            aDocument().withId("new")))
                    .isInstanceOf(IdempotencyMismatch.class);
        }
    }

    @Test
    default void boundsShouldBeKept() {
        TestServices here = ready();
        List<IngestLine> many = Collections.nCopies(
                IngestService.MAX_LINES + 1, new IngestLine.Broken(1, List.of(new Violation("", "x", "x"))));
        String key = "k".repeat(IngestService.MAX_KEY_CHARACTERS + 1);

        assertThatThrownBy(() -> here.ingests().ingest(here.writer(), INTO, many, false))
                .isInstanceOf(LimitExceeded.class);
        IngestReport report =
                here.ingests().ingest(here.writer(), INTO, many.subList(0, IngestService.MAX_LINES), false);
        assertThat(report.failed()).isEqualTo(IngestService.MAX_LINES);
        assertThat(report.errors()).hasSize(IngestService.MAX_ERRORS);
        assertThatThrownBy(() -> ingest(here, TestServices.once(here.writer(), key, "f"), false, aDocument()))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> here.ingests().ingest(here.writer(), new CollectionName("absent"), List.of(), false))
                .isInstanceOf(NotFound.class);
    }

    private TestServices ready() {
        TestServices here = TestServices.on(storage());
        here.knowledge().setCollection(here.writer(), aCollection().build());
        return here;
    }

    private static IngestReport ingest(TestServices here, CallContext call, boolean atomic, Documents... documents) {
        return here.ingests()
                .ingest(
                        call,
                        INTO,
                        IntStream.range(0, documents.length)
                                .mapToObj(i -> sound(i + 1, documents[i]))
                                .toList(),
                        atomic);
    }

    private static IngestLine sound(int line, Documents document) {
        return new IngestLine.Sound(line, document.build());
    }

    private static List<String> versions(TestServices here) {
        List<String> versions = new ArrayList<>();
        PageRequest page = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            var found = here.knowledge().documents(here.writer(), INTO, page);
            for (Document document : found.items()) {
                Revision version = document.version();
                versions.add(document.address().externalId() + " " + version.value());
            }
            if (found.next().isEmpty()) {
                return versions;
            }
            page = PageRequest.after(found.next().get(), PageRequest.MAX_LIMIT);
        }
    }
}

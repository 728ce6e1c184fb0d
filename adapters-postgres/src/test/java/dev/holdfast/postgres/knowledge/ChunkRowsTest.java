package dev.holdfast.postgres.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.knowledge.Documents.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.knowledge.Documents;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import dev.holdfast.domain.knowledge.Language;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a search finds beside the text of a chunk, and no method of the port tells. */
final class ChunkRowsTest extends OnPostgres {
    private static final Documents TEA = aDocument()
            .withTitle("Green teas")
            .withChunks(List.of(chunk("The leaves of the teas", "Brewing"), chunk("water")));

    @Test
    void wordsShouldBeThoseOfTitleHeadingsAndTextByTheLanguageOfTheCollection() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        here.put(aCollection());
        here.put(aCollection().named("simple").in(Language.SIMPLE));
        here.put(TEA);
        here.put(TEA.in("simple"));

        assertThat(column(here, "title")).containsOnly("Green teas > Brewing", "Green teas");
        assertThat(column(here, "words::text || ' ' || length || ' ' || language"))
                .containsExactlyInAnyOrder(
                        "'brew':3A 'green':1A 'leav':5 'tea':2A,8 5 english",
                        "'green':1A 'tea':2A 'water':3 3 english",
                        "'brewing':3A 'green':1A 'leaves':5 'of':6 'teas':2A,8 'the':4,7 8 simple",
                        "'green':1A 'teas':2A 'water':3 3 simple");
    }

    @Test
    void theValidTimeOfADocumentShouldBeThatOfItsChunks() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        Instant to = Instant.parse("2021-01-01T00:00:00Z");

        here.put(TEA);
        assertThat(validTimes(here)).containsOnly("-");
        here.put(TEA.valid(from, to));
        assertThat(validTimes(here)).containsOnly("1577836800-1609459200");
        here.put(TEA.valid(from, to).withTexts("other"));
        assertThat(validTimes(here)).containsExactly("1577836800-1609459200");
        here.put(TEA.withTexts("other"));
        assertThat(validTimes(here)).containsOnly("-");
    }

    /** As {@code printf water | sha256sum} says. */
    @Test
    void aTextShouldHaveOneHashWhereverItIs() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(TEA);
        here.put(aDocument().withId("other").withTexts("water"));

        assertThat(column(here, "encode(content_hash, 'hex')").stream().distinct())
                .hasSize(2);
        assertThat(column(here, "encode(content_hash, 'hex')"))
                .contains("0f4168490e38b8447e11ba4bd656aa11b925bd22af30bac464bc153fdb608501");
    }

    @Test
    void nothingShouldBeLeftOfWhatIsDeleted() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(TEA);
        here.put(TEA.withId("second"));

        here.delete(TEA, Optional.empty());
        assertThat(column(here, "ordinal::text")).hasSize(2);
        here.delete(aCollection(), Optional.empty());
        assertThat(column(here, "ordinal::text")).isEmpty();
    }

    private List<String> validTimes(KnowledgeStage here) {
        return column(
                here,
                "coalesce(extract(epoch FROM valid_from)::bigint::text, '') || '-'"
                        + " || coalesce(extract(epoch FROM valid_to)::bigint::text, '')");
    }

    private List<String> column(KnowledgeStage here, String expression) {
        try (Connection connection = storage().admin().open();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + expression + " FROM holdfast.chunk WHERE tenant_id = ? ORDER BY id")) {
            statement.setString(1, here.tenant().id().value());
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

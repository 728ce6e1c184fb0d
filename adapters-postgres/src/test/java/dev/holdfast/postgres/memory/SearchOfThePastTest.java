package dev.holdfast.postgres.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.MemoryFilters;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.postgres.OnPostgres;
import org.junit.jupiter.api.Test;

/** What this store finds beyond whole words, it finds in the past as well. */
final class SearchOfThePastTest extends OnPostgres {

    @Test
    void nearMissesAndWordsThatSayLittleShouldBeFoundInThePastAsInThePresent() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("typo").withContent("The harbour freezes over."));
        here.upsert(aMemory().withKey("stop-word").withContent("now and then"));
        MemoryFilters past = MemoryFilters.matching(here.now()).asOf(here.now());

        for (String query : new String[] {"harbuor", "then"}) {
            assertThat(here.search(query, past.build())).as(query).isNotEmpty().isEqualTo(here.search(query));
        }
        assertThat(here.search("zeppelin", past.build())).isEmpty();
    }
}

package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.postgres.OnPostgres;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lexeme has at most 2,046 bytes, and one in an index begins with its owner. */
final class LongWordTest extends OnPostgres {
    @ParameterizedTest
    @ValueSource(ints = {1_999, 2_000, 2_001, 2_040, 2_046, 2_047, 10_000})
    void whateverTheLengthOfAWordItShouldBeWrittenAndTheOthersFound(int length) {
        MemoryStage here = MemoryStage.on(storage());

        here.upsert(aMemory().withContent("x".repeat(length) + " quokka"));

        assertThat(storage()
                        .adapter()
                        .memoryPassages()
                        .lexical(
                                here.tenant().scope(),
                                new LexicalQuery("quokka " + "x".repeat(length), List.of(), List.of()),
                                new PassageFilter(List.of(), Condition.ALWAYS, Optional.empty(), here.now()),
                                10)
                        .found())
                .hasSize(1);
    }
}

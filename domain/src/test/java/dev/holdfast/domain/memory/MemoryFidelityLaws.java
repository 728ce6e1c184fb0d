package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Written;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was stored comes back as it was, to the last character, digit and microsecond. */
public interface MemoryFidelityLaws {
    RepositoriesUnderTest storage();

    @Test
    default void everyTextShouldComeBackAsItWasWritten() {
        MemoryStage here = MemoryStage.on(storage());
        for (String text : HostileTexts.ALL) {
            Memories memory = hostile(text);

            Memory written = here.upsert(memory).value();

            MemoryDraft draft = memory.build();
            assertThat(written.address()).isEqualTo(draft.address());
            assertThat(written.content()).isEqualTo(text);
            assertThat(written.category()).isEqualTo(text);
            assertThat(written.tags()).containsExactly(text, "and " + text);
            assertThat(written.source()).contains(text);
            assertThat(written.metadata()).isEqualTo(draft.metadata());
            assertThat(here.find(memory)).contains(written);
        }
        assertThat(here.keys()).hasSameElementsAs(HostileTexts.ALL);
    }

    @Test
    default void everyTextOfABatchShouldComeBackAsItWasWritten() {
        MemoryStage here = MemoryStage.on(storage());
        Memories[] all = HostileTexts.ALL.stream().map(this::hostile).toArray(Memories[]::new);

        List<Written<Memory>> written = here.upsertAll(all);

        for (int i = 0; i < all.length; i++) {
            MemoryDraft draft = all[i].build();
            Memory memory = written.get(i).value();
            assertThat(memory.address()).isEqualTo(draft.address());
            assertThat(memory.content()).isEqualTo(draft.content());
            assertThat(memory.category()).isEqualTo(draft.category());
            assertThat(memory.tags()).isEqualTo(draft.tags());
            assertThat(memory.source()).isEqualTo(draft.source());
            assertThat(memory.metadata()).isEqualTo(draft.metadata());
            assertThat(here.find(all[i])).contains(memory);
        }
    }

    @Test
    default void everyTextShouldBeFoundByTheFilterOfItsField() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(HostileTexts.ALL.stream().map(this::hostile).toArray(Memories[]::new));
        for (String text : HostileTexts.ALL) {
            MemoryFilters filter = MemoryFilters.matching(here.now());
            assertThat(here.keys(filter.category(text).build())).containsExactly(text);
            assertThat(here.keys(filter.tags(text).build())).containsExactly(text);
            assertThat(here.keys(filter.within(namespaceOf(text)).build())).containsExactly(text);
        }
    }

    @Test
    default void principalsShouldComeBackAsTheyWere() {
        MemoryStage here = MemoryStage.on(storage());
        PrincipalId principal = new PrincipalId("key/o'neill \"%_\\ \uD83D\uDE00");
        here.tenant().tick();
        Scope scope = here.tenant().scope(principal);

        Memory written = storage()
                .memories()
                .upsert(scope, aMemory().write(), here.tenant().change())
                .value();

        assertThat(written.createdBy()).isEqualTo(principal);
        assertThat(here.find(aMemory())).contains(written);
        assertThat(here.tenant().audit())
                .singleElement()
                .satisfies(entry -> assertThat(entry.principal()).isEqualTo(principal));
    }

    @Test
    default void metadataShouldComeBackAsItWasWritten() {
        MemoryStage here = MemoryStage.on(storage());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("exponent", new BigDecimal("1e2"));
        members.put("trailing", new BigDecimal("1.50"));
        members.put("huge", new BigDecimal("1e299"));
        members.put("tiny", new BigDecimal("1e-299"));
        members.put("precise", new BigDecimal("-12345678901234567890.123456789012345678901234567890"));
        members.put("zero", new BigDecimal("-0.000"));
        members.put("long", Long.MIN_VALUE);
        members.put("double", 0.1);
        members.put("nothing", null);
        members.put("", "no name");
        members.put("list", Arrays.asList(1, "1", true, null, List.of(), Map.of()));
        members.put("z\uD83D\uDE00", Map.of("\uFFFD", List.of(List.of(Map.of("deep", false)))));
        HostileTexts.ALL.forEach(text -> members.put(text, text));
        JsonDocument metadata = JsonDocument.of(members);

        here.upsert(aMemory().withMetadata(metadata));
        here.upsertAll(aMemory().withKey("batch").withMetadata(metadata));

        for (String key : List.of("likes", "batch")) {
            Memory found = here.find(aMemory().withKey(key)).orElseThrow();
            assertThat(found.metadata()).isEqualTo(metadata);
            assertThat(found.metadata().members().keySet())
                    .containsExactlyElementsOf(metadata.members().keySet());
        }
        assertThat(metadata.members().get("exponent")).isEqualTo(new BigDecimal("100"));
        assertThat(metadata.members().get("trailing")).isEqualTo(new BigDecimal("1.5"));
    }

    @Test
    default void metadataShouldComeBackFromItsGreatestDepth() {
        MemoryStage here = MemoryStage.on(storage());
        Object nested = "bottom";
        for (int level = 1; level < JsonDocument.MAX_DEPTH; level++) {
            nested = level % 2 == 0 ? List.of(nested) : Map.of("down", nested);
        }
        JsonDocument metadata = JsonDocument.of(Map.of("down", nested));

        here.upsert(aMemory().withMetadata(metadata));

        assertThat(here.find(aMemory()).orElseThrow().metadata()).isEqualTo(metadata);
    }

    @Test
    default void timesShouldComeBackToTheMicrosecond() {
        MemoryStage here = MemoryStage.on(storage());
        Memories memory = aMemory().validFrom(Moments.MIN).validTo(Moments.MAX).expiringAt(Moments.MAX);

        Memory written = here.upsert(memory).value();
        List<Written<Memory>> batch = here.upsertAll(memory.withKey("batch"));

        assertThat(written.validFrom()).contains(Moments.MIN);
        assertThat(written.validTo()).contains(Moments.MAX);
        assertThat(written.expiresAt()).contains(Moments.MAX);
        assertThat(here.find(memory)).contains(written);
        assertThat(batch.getFirst().value().validFrom()).contains(Moments.MIN);
        assertThat(batch.getFirst().value().validTo()).contains(Moments.MAX);
    }

    @Test
    default void theLargestMemoryAllowedShouldBeStored() {
        MemoryStage here = MemoryStage.on(storage());
        Random random = new Random(7);
        String segment = text(random, 128, 0x1F300, 0x1F5FF);
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < MemoryDraft.MAX_TAGS; i++) {
            tags.add(text(random, MemoryDraft.MAX_TAG_CHARACTERS, 0x1F300, 0x1F5FF));
        }
        Memories largest = aMemory()
                .in(String.join("/", segment, segment, segment.substring(0, 254)))
                .withKey(text(random, MemoryAddress.MAX_KEY_BYTES / 4, 0x1F300, 0x1F5FF))
                .withContent(text(random, MemoryDraft.MAX_CONTENT_BYTES, 'a', 'z'))
                .withCategory(text(random, MemoryDraft.MAX_CATEGORY_CHARACTERS, 0x1F300, 0x1F5FF))
                .withSource(text(random, MemoryDraft.MAX_SOURCE_CHARACTERS, 0x1F300, 0x1F5FF))
                .withTags(tags);

        Memory written = here.upsert(largest).value();
        here.upsert(largest.withContent("smaller"));

        assertThat(written.content()).isEqualTo(largest.content());
        assertThat(written.tags()).isEqualTo(tags);
        assertThat(here.findAsOf(largest, written.recordedAt())).contains(written);
        assertThat(here.list(MemoryFilter.everything(here.now()), 1)).hasSize(1);
    }

    private Memories hostile(String text) {
        return aMemory()
                .in(namespaceOf(text))
                .withKey(text)
                .withContent(text)
                .withCategory(text)
                .withTags(text, "and " + text)
                .withSource(text)
                .withMetadata(JsonDocument.of(Map.of(text, List.of(text))));
    }

    private static String namespaceOf(String text) {
        return "hostile/" + text.replace('/', '|');
    }

    private static String text(Random random, int characters, int from, int to) {
        return random.ints(characters, from, to + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

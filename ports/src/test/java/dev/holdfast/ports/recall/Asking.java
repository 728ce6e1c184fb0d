package dev.holdfast.ports.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the laws of {@link RecallService} ask. */
final class Asking {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Asking() {}

    static void remember(TestServices here, Memories... memories) {
        for (Memories memory : memories) {
            here.tenant().tick();
            here.memories().set(here.writer(), memory.build());
        }
    }

    static Memories fact(String key, String content) {
        return aMemory().in("users/1").withKey(key).withContent(content);
    }

    static List<String> names(List<Ranked> ranked) {
        return ranked.stream().map(each -> each.passage().name()).toList();
    }

    static List<String> asked(TestServices here, CallContext call, RecallQuery query) {
        return names(here.recalls().recall(call, query).items());
    }

    static RecallQuery in(String namespace, String text) {
        return query(text, Optional.of(namespace), Set.of(PassageKind.MEMORY), Condition.ALWAYS, 10, 2000);
    }

    static RecallQuery query(
            String text,
            Optional<String> namespace,
            Set<PassageKind> sources,
            Condition where,
            int limit,
            int maxTokens) {
        return new RecallQuery(
                text,
                namespace.map(Namespace::new),
                List.of(),
                sources,
                where,
                Optional.empty(),
                Optional.empty(),
                limit,
                maxTokens,
                Tuning.DEFAULT);
    }

    /** The service with other parts than usual. */
    static RecallService service(
            TestServices here, StorageUnderTest storage, boolean keepsLedger, QuestionVectors vectors) {
        Ids ids = new UuidV7Ids(here.tenant().clock(), RANDOM);
        return new RecallService(
                storage.passages(),
                storage.memories(),
                storage.collections(),
                storage.ledger(),
                keepsLedger,
                vectors,
                new Guard(storage.audit(), ids, here.tenant().clock()),
                ids,
                here.tenant().clock());
    }
}

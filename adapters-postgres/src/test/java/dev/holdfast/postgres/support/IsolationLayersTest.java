package dev.holdfast.postgres.support;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.audit.AuditRepositoryContract;
import dev.holdfast.domain.identity.ApiKeyRepositoryContract;
import dev.holdfast.domain.knowledge.CollectionRepositoryContract;
import dev.holdfast.domain.knowledge.DocumentRepositoryContract;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import dev.holdfast.domain.memory.MemoryRepositoryContract;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.operations.JobRepositoryContract;
import dev.holdfast.domain.operations.RetentionPolicyRepositoryContract;
import dev.holdfast.domain.operations.RetentionRepositoryContract;
import dev.holdfast.domain.recall.ChunkPassageLaws;
import dev.holdfast.domain.recall.MemoryPassageLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.RecallLedgerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Tenants are kept apart twice, by a predicate in every statement and by row-level security, and each is enough by itself: every law
 * of every repository holds with either of them taken away. With both taken away a foreign memory is seen, so the laws would notice.
 */
final class IsolationLayersTest {
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Layer {
        private final boolean predicates;
        private OneLayer storage;

        Layer(boolean predicates) {
            this.predicates = predicates;
        }

        @BeforeAll
        void open() {
            storage = new OneLayer(predicates, !predicates, coalescing());
        }

        Coalescing coalescing() {
            return Coalescing.ON;
        }

        @AfterAll
        void close() {
            storage.close();
            if (!predicates) {
                assertThat(storage.predicatesRemoved()).isGreaterThanOrEqualTo(leastPredicates());
            }
        }

        public OneLayer storage() {
            return storage;
        }

        /** So many must have been taken out, or nothing was proven. */
        int leastPredicates() {
            return 10;
        }
    }

    abstract static class RowSecurityAlone extends Layer {
        RowSecurityAlone() {
            super(false);
        }
    }

    abstract static class PredicatesAlone extends Layer {
        PredicatesAlone() {
            super(true);
        }
    }

    @Nested
    final class MemoriesUnderRowSecurityAlone extends RowSecurityAlone implements MemoryRepositoryContract {}

    @Nested
    final class MemoriesUnderPredicatesAlone extends PredicatesAlone implements MemoryRepositoryContract {}

    @Nested
    final class BatchesOfMemoriesUnderRowSecurityAlone extends RowSecurityAlone implements MemoryRepositoryContract {
        @Override
        Coalescing coalescing() {
            return Coalescing.ALWAYS;
        }
    }

    @Nested
    final class BatchesOfMemoriesUnderPredicatesAlone extends PredicatesAlone implements MemoryRepositoryContract {
        @Override
        Coalescing coalescing() {
            return Coalescing.ALWAYS;
        }
    }

    @Nested
    final class CollectionsUnderRowSecurityAlone extends RowSecurityAlone implements CollectionRepositoryContract {}

    @Nested
    final class CollectionsUnderPredicatesAlone extends PredicatesAlone implements CollectionRepositoryContract {}

    @Nested
    final class DocumentsUnderRowSecurityAlone extends RowSecurityAlone implements DocumentRepositoryContract {}

    @Nested
    final class DocumentsUnderPredicatesAlone extends PredicatesAlone implements DocumentRepositoryContract {}

    @Nested
    final class MemoryPassagesUnderRowSecurityAlone extends RowSecurityAlone implements MemoryPassageLaws {
        @Override
        public PassageIndex index() {
            return storage().passages(PassageKind.MEMORY);
        }

        @Override
        int leastPredicates() {
            return 3; // those of writes: passages are found by functions, which bind themselves to the tenant
        }
    }

    @Nested
    final class MemoryPassagesUnderPredicatesAlone extends PredicatesAlone implements MemoryPassageLaws {
        @Override
        public PassageIndex index() {
            return storage().passages(PassageKind.MEMORY);
        }

        @Override
        int leastPredicates() {
            return 3; // those of writes: passages are found by functions, which bind themselves to the tenant
        }
    }

    @Nested
    final class ChunkPassagesUnderRowSecurityAlone extends RowSecurityAlone implements ChunkPassageLaws {
        @Override
        public PassageIndex index() {
            return storage().passages(PassageKind.CHUNK);
        }
    }

    @Nested
    final class ChunkPassagesUnderPredicatesAlone extends PredicatesAlone implements ChunkPassageLaws {
        @Override
        public PassageIndex index() {
            return storage().passages(PassageKind.CHUNK);
        }
    }

    @Nested
    final class KeysUnderRowSecurityAlone extends RowSecurityAlone implements ApiKeyRepositoryContract {}

    @Nested
    final class KeysUnderPredicatesAlone extends PredicatesAlone implements ApiKeyRepositoryContract {}

    @Nested
    final class AuditUnderRowSecurityAlone extends RowSecurityAlone implements AuditRepositoryContract {}

    @Nested
    final class AuditUnderPredicatesAlone extends PredicatesAlone implements AuditRepositoryContract {}

    @Nested
    final class LedgerUnderRowSecurityAlone extends RowSecurityAlone implements RecallLedgerContract {}

    @Nested
    final class LedgerUnderPredicatesAlone extends PredicatesAlone implements RecallLedgerContract {}

    @Nested
    final class RetentionUnderRowSecurityAlone extends RowSecurityAlone implements RetentionRepositoryContract {}

    @Nested
    final class RetentionUnderPredicatesAlone extends PredicatesAlone implements RetentionRepositoryContract {}

    @Nested
    final class PoliciesUnderRowSecurityAlone extends RowSecurityAlone implements RetentionPolicyRepositoryContract {}

    @Nested
    final class PoliciesUnderPredicatesAlone extends PredicatesAlone implements RetentionPolicyRepositoryContract {}

    @Nested
    final class JobsUnderRowSecurityAlone extends RowSecurityAlone implements JobRepositoryContract {}

    @Nested
    final class JobsUnderPredicatesAlone extends PredicatesAlone implements JobRepositoryContract {}

    @Test
    void withBothLayersTakenAwayAForeignMemoryShouldBeSeen() {
        try (OneLayer none = new OneLayer(false, false)) {
            MemoryStage here = MemoryStage.on(none);
            MemoryStage there = here.neighbour();
            there.upsert(aMemory());

            assertThat(here.find(aMemory())).isPresent();
            assertThat(here.keys()).isNotEmpty();
        }
    }

    @Test
    void withBothLayersTakenAwayAForeignDocumentShouldBeSeen() {
        try (OneLayer none = new OneLayer(false, false)) {
            KnowledgeStage here = KnowledgeStage.on(none);
            KnowledgeStage there = here.neighbour();
            there.put(aCollection());
            there.put(aDocument());

            assertThat(here.names()).isNotEmpty();
            assertThat(here.find(aDocument())).isPresent();
            assertThat(here.texts(aDocument())).isNotEmpty();
        }
    }
}

package dev.holdfast.domain.memory;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant of its own and the repository, for one law. Every write moves the tenant's clock on first, so no two writes share a
 * moment and {@link #now()} is that of the last write.
 */
public record MemoryStage(TestTenant tenant, MemoryRepository repository, PassageIndex index) {
    public static MemoryStage on(RepositoriesUnderTest storage) {
        return of(TestTenant.in(storage), storage);
    }

    /** For laws about more than memories. */
    public static MemoryStage of(TestTenant tenant, RepositoriesUnderTest storage) {
        return new MemoryStage(
                tenant,
                storage.memories(),
                storage.passages().stream()
                        .filter(index -> index.kind() == PassageKind.MEMORY)
                        .findFirst()
                        .orElseThrow());
    }

    public MemoryStage neighbour() {
        return new MemoryStage(tenant.neighbour(), repository, index);
    }

    public Instant now() {
        return tenant.now();
    }

    public Written<Memory> upsert(Memories memory) {
        tenant.tick();
        return repository.upsert(tenant.scope(), memory.write(), tenant.change());
    }

    public Written<Memory> insert(Memories memory) {
        tenant.tick();
        return repository.insert(tenant.scope(), memory.write(), tenant.change());
    }

    public Written<Memory> update(Memories memory, Revision expected) {
        tenant.tick();
        return repository.update(tenant.scope(), memory.write(), expected, tenant.change());
    }

    public List<Written<Memory>> upsertAll(Memories... memories) {
        tenant.tick();
        return repository.upsertAll(
                tenant.scope(), List.of(memories).stream().map(Memories::write).toList(), tenant.change());
    }

    public boolean delete(Memories memory) {
        tenant.tick();
        return repository.delete(
                tenant.scope(), memory.build().address(), Optional.empty(), tenant.auditId(), tenant.change());
    }

    public boolean delete(Memories memory, Revision expected) {
        tenant.tick();
        return repository.delete(
                tenant.scope(), memory.build().address(), Optional.of(expected), tenant.auditId(), tenant.change());
    }

    public Written<Memory> restore(Memories memory) {
        tenant.tick();
        return repository.restore(tenant.scope(), memory.build().address(), tenant.auditId(), tenant.change());
    }

    public Optional<Memory> find(Memories memory) {
        return repository.find(tenant.scope(), memory.build().address(), now());
    }

    public Optional<Memory> findAsOf(Memories memory, Instant asOf) {
        return repository.findAsOf(tenant.scope(), memory.build().address(), asOf, now());
    }

    public List<MemoryRevision> revisions(Memories memory) {
        return repository
                .revisions(tenant.scope(), memory.build().address(), now(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }

    /** Everything that matches, walked in pages of {@code pageSize}. */
    public List<Memory> list(MemoryFilter filter, int pageSize) {
        return Pages.walk(pageSize, page -> repository.list(tenant.scope(), filter, page));
    }

    public List<String> keys(MemoryFilter filter) {
        return keysOf(list(filter, PageRequest.MAX_LIMIT));
    }

    /** The keys of every live memory, in the order of the list. */
    public List<String> keys() {
        return keys(MemoryFilter.everything(now()));
    }

    /** The keys of what has a word of {@code text}. */
    public List<String> keysFound(String text) {
        PassageFilter everything = new PassageFilter(List.of(), Condition.ALWAYS, Optional.empty(), now());
        List<PassageId> found =
                index
                        .lexical(tenant.scope(), new LexicalQuery(text, List.of(), List.of()), everything, 100)
                        .found()
                        .stream()
                        .map(LexicalCandidates.Candidate::id)
                        .toList();
        return index.load(tenant.scope(), found, everything, 0, 200).stream()
                .map(Passage::name)
                .toList();
    }

    public static List<String> keysOf(List<Memory> memories) {
        return memories.stream().map(Memory::key).toList();
    }
}

package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Nothing is done for a caller who has stopped waiting. */
public interface MemoryDeadlineLaws {
    RepositoriesUnderTest storage();

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        MemoryStage here = MemoryStage.on(storage());
        Memory before = here.upsert(aMemory()).value();
        here.upsert(aMemory().withKey("deleted"));
        here.delete(aMemory().withKey("deleted"));
        here.tenant().tick();
        MemoryRepository repository = here.repository();
        Scope late = here.tenant().late();
        Change change = here.tenant().change();
        MemoryAddress address = before.address();
        MemoryAddress deleted = aMemory().withKey("deleted").build().address();
        MemoryFilter filter = MemoryFilter.everything(here.now());
        List<ThrowingCallable> calls = List.of(
                () -> repository.upsert(late, aMemory().write(), change),
                () -> repository.insert(late, aMemory().withKey("new").write(), change),
                () -> repository.update(late, aMemory().write(), before.version(), change),
                () -> repository.upsertAll(late, List.of(aMemory().write()), change),
                () -> repository.delete(
                        late, address, Optional.empty(), here.tenant().auditId(), change),
                () -> repository.restore(late, deleted, here.tenant().auditId(), change),
                () -> repository.find(late, address, here.now()),
                () -> repository.findAsOf(late, address, here.now(), here.now()),
                () -> repository.list(late, filter, PageRequest.first(1)),
                () -> repository.foremost(late, filter, 1),
                () -> repository.values(late, filter, MemoryPart.KEY, "", 1),
                () -> repository.findVersions(
                        late, List.of(new MemoryVersion(before.id(), before.version())), here.now()),
                () -> repository.revisions(late, address, here.now(), PageRequest.first(1)));

        calls.forEach(call -> assertThatThrownBy(call).isInstanceOf(DeadlineExceeded.class));

        assertThat(here.list(filter, 200)).containsExactly(before);
        assertThat(here.tenant().audit()).hasSize(3);
    }
}

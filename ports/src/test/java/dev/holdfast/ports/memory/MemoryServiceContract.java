package dev.holdfast.ports.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every law of {@link MemoryService} over the storage under test. */
public interface MemoryServiceContract {
    MemoryAddress ADDRESS = aMemory().build().address();

    StorageUnderTest storage();

    @Test
    default void aMemoryShouldGoThroughItsWholeLife() {
        TestServices here = TestServices.on(storage());
        CallContext call = here.writer();
        Instant began = here.tenant().now();

        Written<Memory> set =
                here.memories().set(call, aMemory().withContent("first").build());
        here.tenant().tick();
        Written<Memory> replaced =
                here.memories().set(call, aMemory().withContent("second").build());
        here.tenant().tick();
        Written<Memory> updated =
                here.memories().update(call, aMemory().withContent("third").build(), new Revision(2));
        here.tenant().tick();
        here.memories().delete(call, ADDRESS, Optional.of(new Revision(3)));
        assertThatThrownBy(() -> here.memories().get(call, ADDRESS, Optional.empty()))
                .isInstanceOf(NotFound.class);
        here.tenant().tick();
        Written<Memory> restored = here.memories().restore(call, ADDRESS);

        assertThat(set.created()).isTrue();
        assertThat(set.value().createdBy()).isEqualTo(new PrincipalId("key/writer"));
        assertThat(replaced.created()).isFalse();
        assertThat(updated.value().version()).isEqualTo(new Revision(3));
        assertThat(restored.value().content()).isEqualTo("third");
        assertThat(here.memories().get(call, ADDRESS, Optional.empty())).isEqualTo(restored.value());
        assertThat(here.memories().get(call, ADDRESS, Optional.of(began))).isEqualTo(set.value());
        assertThat(here.memories()
                        .revisions(call, ADDRESS, PageRequest.first(10))
                        .items())
                .extracting(MemoryRevision::deleted)
                .containsExactly(false, true, false, false, false);
        assertThat(here.tenant().audit())
                .extracting(AuditEntry::action)
                .containsExactly("memory.restore", "memory.delete", "memory.update", "memory.set", "memory.set");
    }

    @Test
    default void createShouldNeverReplace() {
        TestServices here = TestServices.on(storage());
        Written<Memory> created =
                here.memories().create(here.writer(), aMemory().build());

        assertThat(created.created()).isTrue();
        assertThatThrownBy(() -> here.memories()
                        .create(here.writer(), aMemory().withContent("other").build()))
                .isInstanceOf(AlreadyExists.class);
        assertThat(here.memories().get(here.writer(), ADDRESS, Optional.empty()))
                .isEqualTo(created.value());
        assertThat(here.tenant().audit()).extracting(AuditEntry::action).containsExactly("memory.create");
    }

    @Test
    default void updateAndDeleteShouldFailOnStaleVersion() {
        TestServices here = TestServices.on(storage());
        here.memories().set(here.writer(), aMemory().build());
        here.memories().set(here.writer(), aMemory().build());

        assertThatThrownBy(() -> here.memories().update(here.writer(), aMemory().build(), Revision.FIRST))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> here.memories().delete(here.writer(), ADDRESS, Optional.of(Revision.FIRST)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    default void timesShouldBeKeptToTheMicrosecondWhateverTheClockShows() {
        TestServices here = TestServices.on(storage());
        here.tenant().clock().set(Instant.parse("2026-03-01T12:00:00.123456789Z"));

        Memory memory = here.memories().set(here.writer(), aMemory().build()).value();

        assertThat(memory.recordedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(here.memories().get(here.writer(), ADDRESS, Optional.empty()))
                .isEqualTo(memory);
        assertThat(here.memories()
                        .get(here.writer(), ADDRESS, Optional.of(here.tenant().now())))
                .isEqualTo(memory);
        assertThat(here.tenant().audit()).extracting(AuditEntry::at).containsExactly(memory.recordedAt());
    }

    @Test
    default void whatIsAnotherTenantsShouldBeAnsweredExactlyLikeWhatIsAbsent() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        there.memories().set(there.writer(), aMemory().build());
        there.memories().set(there.writer(), aMemory().withKey("deleted").build());
        there.memories().delete(there.writer(), at("deleted"), Optional.empty());

        assertSameRefusal(here, "deleted", address -> here.memories().restore(here.writer(), address));
        assertSameRefusal(here, "likes", address -> here.memories().restore(here.writer(), address));
        assertSameRefusal(here, "likes", address -> here.memories().get(here.writer(), address, Optional.empty()));
        assertSameRefusal(
                here,
                "likes",
                address -> here.memories()
                        .get(here.writer(), address, Optional.of(here.tenant().now())));
        assertSameRefusal(here, "likes", address -> here.memories().delete(here.writer(), address, Optional.empty()));
        assertSameRefusal(
                here, "likes", address -> here.memories().delete(here.writer(), address, Optional.of(new Revision(9))));
        assertSameRefusal(
                here, "likes", address -> here.memories().revisions(here.writer(), address, PageRequest.first(1)));
        assertSameRefusal(
                here,
                "likes",
                address -> here.memories().update(here.writer(), MemoryDraft.of(address, "x"), new Revision(9)));
        assertThat(here.memories()
                        .list(here.writer(), MemoryQuery.EVERYTHING, PageRequest.first(1))
                        .items())
                .isEmpty();
        assertThat(here.memories().search(here.writer(), "tea", MemoryQuery.EVERYTHING, 1))
                .isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void revisionsShouldBeWalkedToTheirEnd() {
        TestServices here = TestServices.on(storage());
        for (int i = 0; i < 3; i++) {
            here.memories().set(here.writer(), aMemory().build());
        }

        assertThat(Pages.walk(1, page -> here.memories().revisions(here.writer(), ADDRESS, page)))
                .hasSize(3);
        assertThatThrownBy(() -> here.memories().revisions(here.writer(), at("absent"), PageRequest.first(1)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void nothingShouldBeWrittenThatHasExpiredAlready() {
        TestServices here = TestServices.on(storage());
        MemoryDraft expired = aMemory().expiringAt(here.tenant().now()).build();
        Memories fine = aMemory().expiringAt(here.tenant().now().plusNanos(1_000));
        here.memories().set(here.writer(), fine.withKey("there").build());

        assertThat(violations(() -> here.memories().set(here.writer(), expired)))
                .extracting(Violation::pointer)
                .containsExactly("/expires_at");
        assertThat(violations(() -> here.memories().create(here.writer(), expired)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().update(here.writer(), expired, Revision.FIRST)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().setAll(here.writer(), List.of(fine.build(), expired))))
                .extracting(Violation::pointer)
                .contains("/memories/1/expires_at");
        assertThat(keys(here, here.writer(), MemoryQuery.EVERYTHING)).containsExactly("there");
    }

    @Test
    default void aBatchShouldBeSetAsAWhole() {
        TestServices here = TestServices.on(storage());
        List<MemoryDraft> drafts = IntStream.range(0, MemoryService.MAX_BATCH)
                .mapToObj(i -> aMemory().withKey("key " + i).build())
                .toList();

        List<Written<Memory>> written = here.memories().setAll(here.writer(), drafts);

        assertThat(written)
                .extracting(outcome -> outcome.value().address())
                .isEqualTo(drafts.stream().map(MemoryDraft::address).toList());
        assertThat(here.tenant().audit()).extracting(AuditEntry::action).containsOnly("memory.set");
    }

    @Test
    default void aBatchShouldHaveBoundsAndNoRepetition() {
        TestServices here = TestServices.on(storage());
        MemoryDraft draft = aMemory().build();
        List<MemoryDraft> tooMany = IntStream.rangeClosed(0, MemoryService.MAX_BATCH)
                .mapToObj(i -> aMemory().withKey("key " + i).build())
                .toList();

        assertThat(violations(() -> here.memories().setAll(here.writer(), List.of())))
                .containsExactly(new Violation("/memories", "too_few", "at least one memory"));
        assertThatThrownBy(() -> here.memories().setAll(here.writer(), tooMany))
                .asInstanceOf(type(LimitExceeded.class))
                .extracting(LimitExceeded::limit)
                .isEqualTo((long) MemoryService.MAX_BATCH);
        assertThat(violations(() -> here.memories()
                        .setAll(
                                here.writer(),
                                List.of(draft, aMemory().withKey("other").build(), draft, draft))))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/memories/2/key", "duplicate"), tuple("/memories/3/key", "duplicate"));
        assertThat(keys(here, here.writer(), MemoryQuery.EVERYTHING)).isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void aRequestShouldHappenOnceForItsIdempotencyKey() {
        TestServices here = TestServices.on(storage());
        CallContext call = TestServices.once(here.writer(), "key", "fingerprint");
        Written<Memory> first = here.memories().create(call, aMemory().build());
        here.tenant().tick();

        assertThat(here.memories().create(call, aMemory().build())).isEqualTo(new Written<>(first.value(), true, true));
        assertThatThrownBy(() -> here.memories().set(call, aMemory().build())).isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> here.memories()
                        .create(
                                TestServices.once(here.writer(), "key", "other"),
                                aMemory().withKey("new").build()))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThat(here.memories()
                        .create(
                                TestServices.once(here.admin(), "key", "other"),
                                aMemory().withKey("of another").build())
                        .replayed())
                .isFalse();

        here.tenant().clock().advance(Duration.ofHours(24));
        assertThat(here.memories().set(call, aMemory().build()).replayed()).isFalse();
    }

    @Test
    default void everyChangeShouldHonourAnIdempotencyKey() {
        TestServices here = TestServices.on(storage());
        here.memories().set(here.writer(), aMemory().build());

        for (int repetition = 0; repetition < 2; repetition++) {
            boolean replayed = repetition == 1;
            here.tenant().tick();
            assertThat(here.memories()
                            .update(once(here, "1"), aMemory().build(), Revision.FIRST)
                            .replayed())
                    .isEqualTo(replayed);
            here.memories().delete(once(here, "2"), ADDRESS, Optional.of(new Revision(2)));
            assertThat(here.memories().restore(once(here, "3"), ADDRESS).replayed())
                    .isEqualTo(replayed);
            assertThat(here.memories().set(once(here, "4"), aMemory().build()).replayed())
                    .isEqualTo(replayed);
            assertThat(here.memories()
                            .setAll(once(here, "5"), List.of(aMemory().build()))
                            .getFirst()
                            .replayed())
                    .isEqualTo(replayed);
        }
        assertThat(here.memories().get(here.writer(), ADDRESS, Optional.empty()).version())
                .isEqualTo(new Revision(6));
        assertThat(here.tenant().audit()).hasSize(6);
    }

    @Test
    default void listAndSearchShouldAnswerWhatTheQueryAsksFor() {
        TestServices here = TestServices.on(storage());
        Memories base = aMemory().withContent("quokka");
        here.memories()
                .setAll(
                        here.writer(),
                        List.of(
                                base.withKey("a").in("users/1").build(),
                                base.withKey("b").in("users/10").build(),
                                base.withKey("c")
                                        .in("users/1/x")
                                        .withCategory("fact")
                                        .withImportance(5)
                                        .build(),
                                base.withKey("d").in("users/1").withTags("red").build(),
                                base.withKey("e")
                                        .in("users/1")
                                        .expiringAt(here.tenant().now().plusSeconds(60))
                                        .build()));
        Instant then = here.tenant().now();
        here.tenant().tick();
        here.memories().delete(here.writer(), MemoryAddress.of("users/1", "a"), Optional.empty());

        assertThat(found(here, query("users/1"))).containsExactly("d", "e", "c");
        assertThat(found(here, query("users/1", Optional.of("fact"), Optional.of(5), List.of(), Optional.empty())))
                .containsExactly("c");
        assertThat(found(here, query("users", Optional.empty(), Optional.empty(), List.of("red"), Optional.empty())))
                .containsExactly("d");
        assertThat(found(here, query("users/1", Optional.empty(), Optional.empty(), List.of(), Optional.of(then))))
                .containsExactly("a", "d", "e", "c");
    }

    @Test
    default void aQueryShouldBeCheckedBeforeItReachesTheStore() {
        TestServices here = TestServices.on(storage());
        CallContext call = here.writer();

        assertThat(violations(() -> here.memories().search(call, "", MemoryQuery.EVERYTHING, 1)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().search(call, "x".repeat(1_001), MemoryQuery.EVERYTHING, 1)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().search(call, "nul \u0000", MemoryQuery.EVERYTHING, 1)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().search(call, "half \uD83D", MemoryQuery.EVERYTHING, 1)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().search(call, "x", MemoryQuery.EVERYTHING, 0)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().search(call, "x", MemoryQuery.EVERYTHING, 201)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().get(call, ADDRESS, Optional.of(Instant.MAX))))
                .hasSize(1);
        assertThat(violations(() -> here.memories().get(call, ADDRESS, Optional.of(Instant.MIN))))
                .hasSize(1);
    }

    @Test
    default void aLimitedKeyShouldReachItsSubtreesAndNothingElse() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.WRITER, "users/1", "shared");
        here.memories()
                .setAll(
                        here.writer(),
                        List.of(
                                aMemory().in("users/1").build(),
                                aMemory().in("users/1/notes").build(),
                                aMemory().in("users/10").build(),
                                aMemory().in("users").build(),
                                aMemory().in("shared/team").build()));

        assertThat(namespaces(here, limited, MemoryQuery.EVERYTHING))
                .containsExactly("shared/team", "users/1", "users/1/notes");
        assertThat(namespaces(here, limited, query("users"))).containsExactly("users/1", "users/1/notes");
        assertThat(namespaces(here, limited, query("users/1/notes"))).containsExactly("users/1/notes");
        assertThat(here.memories().search(limited, "tea", MemoryQuery.EVERYTHING, 10))
                .hasSize(3);
        assertThat(here.memories().search(limited, "tea", query("users"), 10)).hasSize(2);
        assertThat(here.memories().get(limited, MemoryAddress.of("users/1", "likes"), Optional.empty()))
                .isNotNull();
        assertThat(here.memories()
                        .set(limited, aMemory().in("users/1/new").build())
                        .created())
                .isTrue();
        assertThat(here.refusals()).isEmpty();
    }

    @Test
    default void everyUseCaseShouldRefuseALimitedKeyOutsideItsSubtreesAndAuditIt() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.ADMIN, "users/1");
        for (String outside : List.of("users/10", "users", "users/2/1")) {
            Memories memory = aMemory().in(outside);
            MemoryAddress address = memory.build().address();
            Memory there = here.memories().set(here.writer(), memory.build()).value();
            here.memories().set(here.writer(), memory.withKey("gone").build());
            here.memories().delete(here.writer(), MemoryAddress.of(outside, "gone"), Optional.empty());
            String name = address.toString();

            assertRefused(here, "memory.set", name, () -> here.memories().set(limited, memory.build()));
            assertRefused(
                    here,
                    "memory.create",
                    outside + "/new",
                    () -> here.memories().create(limited, memory.withKey("new").build()));
            assertRefused(
                    here,
                    "memory.update",
                    name,
                    () -> here.memories().update(limited, memory.build(), there.version()));
            assertRefused(
                    here,
                    "memory.set",
                    name,
                    () -> here.memories()
                            .setAll(limited, List.of(aMemory().in("users/1").build(), memory.build())));
            assertRefused(here, "memory.get", name, () -> here.memories().get(limited, address, Optional.empty()));
            assertRefused(
                    here,
                    "memory.get",
                    name,
                    () -> here.memories()
                            .get(limited, address, Optional.of(here.tenant().now())));
            assertRefused(
                    here, "memory.delete", name, () -> here.memories().delete(limited, address, Optional.empty()));
            assertRefused(
                    here,
                    "memory.restore",
                    outside + "/gone",
                    () -> here.memories().restore(limited, MemoryAddress.of(outside, "gone")));
            assertRefused(
                    here,
                    "memory.revisions",
                    name,
                    () -> here.memories().revisions(limited, address, PageRequest.first(1)));

            assertThat(here.memories().get(here.writer(), address, Optional.empty()))
                    .isEqualTo(there);
        }
        assertRefused(
                here,
                "memory.list",
                "users/10",
                () -> here.memories().list(limited, query("users/10"), PageRequest.first(1)));
        assertRefused(
                here, "memory.search", "users/10", () -> here.memories().search(limited, "tea", query("users/10"), 1));
        assertThat(keys(here, limited, MemoryQuery.EVERYTHING)).isEmpty();
    }

    private static void assertRefused(TestServices here, String action, String subject, ThrowingCallable call) {
        int before = here.refusals().size();
        here.tenant().tick();

        assertThatThrownBy(call).isInstanceOf(NotPermitted.class);

        assertThat(here.refusals()).hasSize(before + 1);
        AuditEntry entry = here.refusals().getFirst();
        assertThat(entry.action()).isEqualTo(action);
        assertThat(entry.subject().name()).isEqualTo(subject);
        assertThat(entry.principal()).isEqualTo(new PrincipalId("key/admin"));
        assertThat(entry.at()).isEqualTo(here.tenant().now());
    }

    private static void assertSameRefusal(TestServices here, String foreign, Consumer<MemoryAddress> call) {
        Throwable ofForeign = catchThrowable(() -> call.accept(at(foreign)));
        Throwable ofAbsent = catchThrowable(() -> call.accept(at("absent")));

        assertThat(ofForeign).isInstanceOf(NotFound.class);
        assertThat(ofForeign).hasSameClassAs(ofAbsent);
        assertThat(ofForeign.getMessage()).isEqualTo(ofAbsent.getMessage().replace("absent", foreign));
        assertThat(here.tenant().audit()).isEmpty();
    }

    private static List<Violation> violations(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(InvalidInput.class);
        return ((InvalidInput) thrown).violations();
    }

    private static CallContext once(TestServices here, String key) {
        return TestServices.once(here.writer(), key, "fingerprint");
    }

    private static MemoryAddress at(String key) {
        return aMemory().withKey(key).build().address();
    }

    private static List<String> found(TestServices here, MemoryQuery query) {
        List<String> listed = keys(here, here.writer(), query);
        assertThat(here.memories().search(here.writer(), "quokka", query, 200))
                .extracting(hit -> hit.memory().key())
                .containsExactlyInAnyOrderElementsOf(listed);
        return listed;
    }

    private static List<String> keys(TestServices here, CallContext call, MemoryQuery query) {
        return all(here, call, query).stream().map(Memory::key).toList();
    }

    private static List<String> namespaces(TestServices here, CallContext call, MemoryQuery query) {
        return all(here, call, query).stream()
                .map(memory -> memory.namespace().value())
                .toList();
    }

    private static List<Memory> all(TestServices here, CallContext call, MemoryQuery query) {
        Page<Memory> whole = here.memories().list(call, query, PageRequest.first(200));
        assertThat(Pages.walk(1, page -> here.memories().list(call, query, page)))
                .isEqualTo(whole.items());
        return whole.items();
    }

    private static MemoryQuery query(String namespace) {
        return query(namespace, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    private static MemoryQuery query(
            String namespace,
            Optional<String> category,
            Optional<Integer> minImportance,
            List<String> tags,
            Optional<Instant> asOf) {
        return new MemoryQuery(
                Optional.of(new Namespace(namespace)), category, minImportance, tags, Optional.empty(), asOf);
    }
}

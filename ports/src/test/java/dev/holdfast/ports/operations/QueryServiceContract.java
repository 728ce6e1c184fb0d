package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@link QueryService} over the storage under test, whatever the store answers. */
public interface QueryServiceContract {
    StoreQuery QUESTION = new StoreQuery("SELECT $1", List.of("a secret"), 10);

    StorageUnderTest storage();

    private QueryService service(TestServices here, StoreQueries store, boolean enabled) {
        UuidV7Ids ids = new UuidV7Ids(here.tenant().clock(), new SecureRandom());
        Guard guard = new Guard(storage().audit(), ids, here.tenant().clock());
        return new QueryService(
                store, enabled, storage().audit(), guard, ids, here.tenant().clock());
    }

    @Test
    default void anAdministratorShouldBeAnsweredAndTheQuestionAuditedWithoutItsParameters() {
        TestServices here = TestServices.on(storage());

        QueryAnswer answer = service(here, new KnownStatements(), true).run(here.admin(), QUESTION);

        assertThat(answer.rows()).hasSize(1);
        assertThat(here.tenant().audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("query.run");
            assertThat(entry.outcome()).isEqualTo(AuditOutcome.DONE);
            assertThat(entry.principal()).isEqualTo(here.admin().principal().id());
            assertThat(entry.subject().name()).isEqualTo("SELECT $1");
        });
    }

    @Test
    default void aQuestionThatTheStoreRefusesShouldBeInTheAuditToo() {
        TestServices here = TestServices.on(storage());
        StoreQueries refusing = (scope, query) -> {
            throw new IllegalStateException("asked");
        };

        assertThatThrownBy(() -> service(here, refusing, true).run(here.admin(), QUESTION))
                .hasMessage("asked");

        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void nobodyElseShouldBeAnsweredAndTheRefusalAudited() {
        TestServices here = TestServices.on(storage());

        for (CallContext caller : List.of(here.writer(), here.call(Role.READER), here.call(Role.ADMIN, "users/1"))) {
            assertThatThrownBy(() -> service(here, new KnownStatements(), true).run(caller, QUESTION))
                    .isInstanceOf(NotPermitted.class);
        }
        assertThatThrownBy(() -> service(here, new KnownStatements(), false).run(here.admin(), QUESTION))
                .isInstanceOf(NotPermitted.class)
                .hasMessageContaining("switched off");

        assertThat(here.refusals()).hasSize(4).extracting(AuditEntry::action).containsOnly("query.run");
    }

    @Test
    default void ofALongQuestionTheAuditShouldHaveTheBeginningAndAHash() {
        TestServices here = TestServices.on(storage());
        String longText = "SELECT '" + "x".repeat(5_000) + "'";

        service(here, new KnownStatements(), true).run(here.admin(), new StoreQuery(longText, List.of(), 1));

        assertThat(here.tenant().audit().getFirst().subject().name())
                .startsWith("SELECT 'xxx")
                .matches("(?s).{1000}\\.\\.\\. \\(sha256 [0-9a-f]{64}\\)");
    }
}

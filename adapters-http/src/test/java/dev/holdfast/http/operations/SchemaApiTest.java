package dev.holdfast.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.OnMemory;
import dev.holdfast.http.Schemata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of the versions of the schema, and what. */
final class SchemaApiTest extends OnMemory {
    private static final String MIGRATIONS = "/v1/admin/migrations";
    private static final String SCHEMA = "/v1/admin/schema";

    /** A caller a proxy speaks for, and who is therefore not taken for an operator. */
    private Api proxied() {
        return server().api().with("X-Forwarded-For", "203.0.113.9");
    }

    @AfterEach
    void forget() {
        server().schema(SchemaState.NONE);
        server().schema(SchemaComparison.NONE);
    }

    @Test
    void aStoreInMemoryShouldHaveNoVersionsAndBeSound() {
        Got told = server().api().get(MIGRATIONS).expect(200);

        assertThat(told.at("/sound").asBoolean()).isTrue();
        assertThat(told.at("/current").asInt()).isZero();
        assertThat(told.at("/items")).isEmpty();
    }

    @Test
    void everyStateShouldShowWithWhatIsWrongAndWhatToDo() {
        server().schema(Schemata.ofEveryKind());

        Got told = server().api().get(MIGRATIONS).expect(200);

        assertThat(told.at("/sound").asBoolean()).isFalse();
        assertThat(told.at("/items/0/state").asString()).isEqualTo("applied");
        assertThat(told.at("/items/1/state").asString()).isEqualTo("changed");
        assertThat(told.at("/items/2/state").asString()).isEqualTo("undone");
        assertThat(told.at("/items/3/state").asString()).isEqualTo("pending");
        assertThat(told.at("/items/3").has("installed_at")).isFalse();
        assertThat(told.at("/rollbacks/0/losses/0/rows").asInt()).isEqualTo(7);
        assertThat(told.at("/problems/0/version").asInt()).isEqualTo(2);
        assertThat(told.at("/problems/0/next").asString()).contains("repair-plan");
    }

    @Test
    void whoComesThroughAProxyShouldNeedAnAdministratorsKey() {
        String admin = server().key(server().tenant(), Role.ADMIN);
        String writer = server().key(server().tenant(), Role.WRITER);

        proxied().get(MIGRATIONS).expect(401, "not_authenticated");
        proxied().as(writer).get(MIGRATIONS).expect(403, "not_permitted");
        proxied().as(admin).get(MIGRATIONS).expect(200);
        proxied().get(SCHEMA).expect(401, "not_authenticated");
        proxied().as(writer).get(SCHEMA).expect(403, "not_permitted");
        proxied().as(admin).get(SCHEMA).expect(200);
    }

    @Test
    void aStoreInMemoryShouldHaveNothingThatCouldDiffer() {
        Got told = server().api().get(SCHEMA).expect(200);

        assertThat(told.at("/matches").asBoolean()).isTrue();
        assertThat(told.at("/items")).isEmpty();
    }

    @Test
    void whatDiffersShouldBeNamedOnce() {
        server().schema(Schemata.drifted());

        Got told = server().api().get(SCHEMA).expect(200);

        assertThat(told.at("/matches").asBoolean()).isFalse();
        assertThat(told.at("/items")).hasSize(3);
        assertThat(told.at("/items/0/name").asString()).isEqualTo("note");
        assertThat(told.at("/items/0/parts").asInt()).isEqualTo(1);
        assertThat(told.at("/items/0").has("found")).isFalse();
        assertThat(told.at("/items/1/state").asString()).isEqualTo("changed");
        assertThat(told.at("/items/1/found").asString()).isEqualTo("SET DEFAULT 1");
        assertThat(told.at("/items/2/state").asString()).isEqualTo("extra");
        assertThat(told.at("/items/2").has("expected")).isFalse();
    }
}

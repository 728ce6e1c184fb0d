package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role of traffic that was made by hand may have more than it needs, as long as it leads nowhere. */
class HarmlessDriftTest {
    private static final SchemaObject EXPECTED =
            SchemaScript.object("role", "holdfast_app", "CREATE ROLE holdfast_app NOINHERIT");

    private static boolean isHarmless(String role, SchemaObject... beside) {
        List<SchemaObject> found = new ArrayList<>(List.of(beside));
        found.add(SchemaScript.object("role", "holdfast_app", role));
        SchemaComparison compared = SchemaComparison.of(1, 1, List.of(EXPECTED), found);
        Drift drift = compared.drifts().stream()
                .filter(each -> each.object().kind().equals("role"))
                .findFirst()
                .orElseThrow();
        return Catalogue.isHarmless(drift, compared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE holdfast_app INHERIT",
                "CREATE ROLE holdfast_app NOINHERIT CREATEDB",
                "CREATE ROLE holdfast_app INHERIT CREATEDB"
            })
    void toInheritFromNobodyAndToMakeDatabasesShouldBeHarmless(String role) {
        assertThat(isHarmless(role)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE holdfast_app NOINHERIT SUPERUSER",
                "CREATE ROLE holdfast_app INHERIT BYPASSRLS",
                "CREATE ROLE holdfast_app NOINHERIT CREATEROLE",
                "CREATE ROLE holdfast_app NOINHERIT CREATEDB REPLICATION"
            })
    void whatLeadsPastThePoliciesShouldNotBe(String role) {
        assertThat(isHarmless(role)).isFalse();
    }

    @Test
    void toInheritFromAnotherRoleShouldNotBe() {
        assertThat(isHarmless(
                        "CREATE ROLE holdfast_app INHERIT",
                        SchemaScript.object(
                                "membership",
                                "holdfast_app in holdfast_owner",
                                "GRANT holdfast_owner TO holdfast_app")))
                .isFalse();
    }
}

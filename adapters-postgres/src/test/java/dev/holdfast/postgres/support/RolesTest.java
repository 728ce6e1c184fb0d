package dev.holdfast.postgres.support;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditRepositoryContract;
import dev.holdfast.domain.identity.ApiKeys;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role of traffic cannot do, whatever SQL is put into its mouth. */
final class RolesTest extends OnPostgres {
    private MemoryStage here;
    private StoredApiKey key;

    @BeforeAll
    void fill() {
        here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.upsert(aMemory());
        here.repository()
                .upsert(here.tenant().scope(), aMemory().write(), here.tenant().once("claim"));
        key = insertKey();
        insertKey();
        storage().audit().seal(here.tenant().scope(), AuditRepositoryContract.CHAIN, 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM holdfast.memory",
                "SELECT count(*) FROM holdfast.memory_history",
                "SELECT count(*) FROM holdfast.audit_entry",
                "SELECT count(*) FROM holdfast.idempotency_claim",
                "SELECT count(*) FROM holdfast.api_key",
                "SELECT count(*) FROM holdfast.tenant",
                "SELECT count(*) FROM holdfast.retention_policy",
                "SELECT count(*) FROM holdfast.memory_tombstone",
                "SELECT holdfast.remove_memories(ARRAY[gen_random_uuid()], ARRAY[1::bigint], now())",
                "SELECT holdfast.remove_memory_versions(ARRAY[gen_random_uuid()], ARRAY[1::bigint])",
                "SELECT holdfast.remove_past_of_memories("
                        + "ARRAY[gen_random_uuid()], ARRAY[1::bigint], ARRAY[gen_random_uuid()], ARRAY[1::bigint])",
                "UPDATE holdfast.memory SET content = 'x'"
            })
    void nothingShouldBeReachedWithoutATenant(String sql) {
        assertThatThrownBy(() -> asTraffic("", sql)).hasMessageContaining("holdfast.tenant is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE holdfast.memory DISABLE ROW LEVEL SECURITY",
                "DROP POLICY memory_tenant ON holdfast.memory",
                "TRUNCATE holdfast.memory",
                "DELETE FROM holdfast.memory",
                "DELETE FROM holdfast.audit_entry",
                "UPDATE holdfast.audit_entry SET action = 'nothing'",
                "UPDATE holdfast.audit_entry SET sequence = 7",
                "DELETE FROM holdfast.memory_history",
                "UPDATE holdfast.memory_history SET content = 'never said'",
                "DELETE FROM holdfast.api_key",
                "DELETE FROM holdfast.memory_tombstone",
                "UPDATE holdfast.memory_tombstone SET version = 1",
                "DELETE FROM holdfast.job",
                "UPDATE holdfast.api_key SET role = 'admin'",
                "DELETE FROM holdfast.schema_history",
                "CREATE TABLE holdfast.mine (id int)"
            })
    void whatIsNotTheBusinessOfTrafficShouldBeRefused(String sql) {
        assertThatThrownBy(() -> asTraffic(here.tenant().id().value(), sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void aRowShouldNotBeGivenToAnotherTenant() {
        assertThatThrownBy(() ->
                        asTraffic(here.tenant().id().value(), "UPDATE holdfast.memory SET tenant_id = 'somebody-else'"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void theOwnerShouldBeBoundToo() throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE holdfast_owner");
            assertThatThrownBy(() -> statement.executeQuery("SELECT count(*) FROM holdfast.memory"))
                    .hasMessageContaining("holdfast.tenant is not set");
        }
    }

    @Test
    void aPresentedKeyShouldSeeNothingButItself() throws SQLException {
        assertThat(keysSeenWith(key.key().id().value())).isEqualTo(1);
        assertThat(keysSeenWith(new UUID(0, 0))).isZero();
    }

    private long keysSeenWith(UUID presented) throws SQLException {
        return asTraffic(
                here.tenant().id().value(),
                "SELECT set_config('holdfast.presented_key', '" + presented + "', true);"
                        + "SELECT count(*) FROM holdfast.api_key");
    }

    private StoredApiKey insertKey() {
        StoredApiKey made = ApiKeys.aKeyOf(here.tenant()).build();
        storage()
                .apiKeys()
                .insert(
                        here.tenant().scope(),
                        made,
                        here.tenant().auditId(),
                        here.tenant().change());
        return made;
    }

    /** The number that the last statement answers. */
    private long asTraffic(String tenant, String sql) throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE holdfast_app");
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('holdfast.tenant', '" + tenant + "', true)");
            try {
                long last = -1;
                for (boolean rows = statement.execute(sql); rows; rows = statement.getMoreResults()) {
                    try (ResultSet answer = statement.getResultSet()) {
                        answer.next();
                        last = answer.getMetaData().getColumnType(1) == Types.BIGINT ? answer.getLong(1) : -1;
                    }
                }
                return last;
            } finally {
                connection.rollback();
            }
        }
    }
}

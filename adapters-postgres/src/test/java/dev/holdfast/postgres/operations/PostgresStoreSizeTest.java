package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreSizeContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class PostgresStoreSizeTest extends OnPostgres implements StoreSizeContract {
    @Override
    public StoreSize size() {
        return new PostgresStoreSize(storage().admin());
    }

    @Override
    public void learn() {
        analyse();
    }

    private static Finding finding(StoreSize size, String name) {
        return size.report().findings().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void deadRowsShouldBeSeenAndSaidWhatToDoAbout() throws SQLException {
        AdminConnection admin = TestServer.migrated();
        StoreSize size = new PostgresStoreSize(admin);
        assertThat(finding(size, "vacuum").status()).isEqualTo(HealthStatus.OK);
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE holdfast.idempotency_claim SET (autovacuum_enabled = off)");
            statement.execute("INSERT INTO holdfast.idempotency_claim"
                    + " SELECT 'acme', 'p', i::text, 'op', 'f', '{}', '{}', now() FROM generate_series(1, 30000) AS i");
            statement.execute("DELETE FROM holdfast.idempotency_claim WHERE length(key) = 5 AND key < '3'");
            statement.execute("ANALYZE holdfast.idempotency_claim");
        }

        Finding finding = finding(size, "vacuum");

        assertThat(finding.status()).isEqualTo(HealthStatus.WARNING);
        assertThat(finding.next().orElseThrow()).contains("VACUUM (ANALYZE) holdfast.idempotency_claim;");
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) holdfast.idempotency_claim");
        }
        assertThat(finding(size, "vacuum").status()).isEqualTo(HealthStatus.OK);
        assertThat(size.report().tables())
                .filteredOn(table -> table.name().equals("idempotency_claim"))
                .allSatisfy(table -> assertThat(table.vacuumedAt()).isPresent());
    }

    @Test
    void aDatabaseThatIsAwayShouldBeUnavailable() {
        AdminConnection away = new AdminConnection(
                "jdbc:postgresql://127.0.0.1:1/none",
                "nobody",
                storage().admin().password());

        assertThatThrownBy(() -> new PostgresStoreSize(away).report()).isInstanceOf(StoreUnavailable.class);
    }
}

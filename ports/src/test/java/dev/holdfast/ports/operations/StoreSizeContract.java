package dev.holdfast.ports.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.ports.StorageUnderTest;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every law of {@link StoreSize}. */
public interface StoreSizeContract {
    StorageUnderTest storage();

    StoreSize size();

    /** Lets the store learn what it has. */
    void learn();

    @Test
    default void everyTableShouldBeThereOnceTheLargestFirst() {
        fill();
        SizeReport report = size().report();

        assertThat(report.tables())
                .extracting(TableSize::name)
                .doesNotHaveDuplicates()
                .contains("memory", "memory_history", "document", "recall");
        assertThat(report.tables())
                .isSortedAccordingTo(Comparator.comparingLong(TableSize::bytes).reversed());
    }

    @Test
    default void partsShouldAddUp() {
        fill();
        SizeReport report = size().report();

        assertThat(report.tables())
                .allSatisfy(table -> assertThat(table.tableBytes() + table.indexBytes() + table.toastBytes())
                        .isEqualTo(table.bytes()));
        assertThat(report.bytes())
                .isEqualTo(report.tables().stream().mapToLong(TableSize::bytes).sum())
                .isPositive();
    }

    @Test
    default void rowsShouldBeAboutRight() {
        fill();
        long before = rows();
        fill();

        assertThat(rows()).isEqualTo(before + 20);
    }

    @Test
    default void theFindingsShouldBeTheSameEachTime() {
        List<String> names =
                size().report().findings().stream().map(Finding::name).toList();
        fill();

        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(size().report().findings()).extracting(Finding::name).isEqualTo(names);
        assertThat(size().report().findings())
                .filteredOn(finding -> finding.status() != HealthStatus.OK)
                .allMatch(finding -> finding.next().isPresent());
    }

    @Test
    default void theTenantWithTheMostRowsShouldBeTheFirst() {
        for (int i = 0; i < 20; i++) {
            fill();
        }
        MemoryStage here = MemoryStage.on(storage());
        for (int i = 0; i < 2_000; i++) {
            here.upsert(aMemory().withKey("k" + i % 200));
        }
        learn();

        List<TenantRows> tenants = size().tenants();

        assertThat(tenants.getFirst().tenant()).isEqualTo(here.tenant().id());
        assertThat(tenants.getFirst().rows()).isBetween(1_500L, 6_000L);
        assertThat(tenants)
                .hasSizeBetween(1, 100)
                .isSortedAccordingTo(Comparator.comparingLong(TenantRows::rows).reversed());
    }

    private void fill() {
        MemoryStage here = MemoryStage.on(storage());
        for (int i = 0; i < 20; i++) {
            here.upsert(aMemory().withKey("k" + i));
        }
        learn();
    }

    private long rows() {
        return size().report().tables().stream()
                .filter(table -> table.name().equals("memory"))
                .mapToLong(TableSize::rows)
                .sum();
    }
}

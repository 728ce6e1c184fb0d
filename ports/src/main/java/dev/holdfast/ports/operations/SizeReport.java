package dev.holdfast.ports.operations;

import java.util.List;

/**
 * How much room a store takes, and what to do about it. Shows nothing of a tenant.
 *
 * @param bytes of all tables
 * @param tables the largest first
 * @param findings what was looked at: always the same names in the same order
 */
public record SizeReport(long bytes, List<TableSize> tables, List<Finding> findings) {
    public SizeReport {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }
}

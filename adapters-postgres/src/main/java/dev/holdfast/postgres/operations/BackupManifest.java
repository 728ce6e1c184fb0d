package dev.holdfast.postgres.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param format of the file; this program reads {@value #FORMAT}
 * @param madeAt when, by the clock of the database: everything committed before is in it
 * @param schemaVersion that its tables have
 * @param database what it is a copy of, for people
 * @param tables all that have rows of anybody
 * @param sequences how far each had come
 */
public record BackupManifest(
        int format,
        Instant madeAt,
        String schemaVersion,
        String database,
        List<Table> tables,
        Map<String, Long> sequences) {
    public static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    public BackupManifest {
        tables = List.copyOf(tables);
        sequences = Map.copyOf(sequences);
    }

    /**
     * One table.
     *
     * @param columns those that were copied, in their order: not the generated ones
     * @param bytes of its text, before it was compressed
     * @param sha256 of that text, in hexadecimal digits
     */
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }

        /** Where the file has the text of the table of that name. */
        static String entry(String name) {
            return "tables/" + name + ".copy";
        }
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}

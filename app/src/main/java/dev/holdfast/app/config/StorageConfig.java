package dev.holdfast.app.config;

import java.util.List;

/** Where the data lives. */
public record StorageConfig(StorageKind kind) {

    static final Setting<StorageKind> KIND = Setting.of(
                    "storage.kind",
                    "HOLDFAST_STORAGE",
                    Form.choice(StorageKind.class),
                    new Default.Absent("`postgres` when `database.url`, `database.host` or `database.name` is set, else"
                            + " `embedded`"),
                    "Where the data lives: `embedded` (a PostgreSQL of its own in the home folder), `postgres` (one that you"
                            + " run) or `memory` (nowhere: for trying things out).")
            .withFlag("--storage");

    static final Section SECTION = new Section("Storage", List.of(KIND));

    static StorageConfig of(Values values) {
        return new StorageConfig(kind(values));
    }

    static StorageKind kind(Values values) {
        return values.find(KIND)
                .orElseGet(() -> DatabaseConfig.isNamed(values) ? StorageKind.POSTGRES : StorageKind.EMBEDDED);
    }

    static void check(Values values, Problems problems) {
        if (values.find(KIND).filter(StorageKind.POSTGRES::equals).isPresent() && !DatabaseConfig.isNamed(values)) {
            problems.add(values.subject(KIND), "says postgres, but nothing says which: set DATABASE_URL");
        }
        if (kind(values) == StorageKind.POSTGRES
                && values.find(GeneralConfig.PROFILE)
                        .filter(Profile.PRODUCTION::equals)
                        .isPresent()
                && !values.isSet(GeneralConfig.SECRET)) {
            problems.add(
                    GeneralConfig.SECRET.key(),
                    "required in the production profile, and the same on every server of this database; set HOLDFAST_SECRET"
                            + " or HOLDFAST_SECRET_FILE to what `openssl rand -hex 32` prints");
        }
    }
}

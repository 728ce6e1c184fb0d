package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.postgres.operations.Catalogue;
import dev.holdfast.postgres.operations.Migrations;
import dev.holdfast.postgres.operations.SchemaRepair;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast schema}. */
@Command(
        name = "schema",
        description = {
            "The schema beside the one this program expects: tables, columns, constraints, indexes, policies, triggers, functions, rights"
                    + " and roles.",
            "`migrate` tells which versions were applied; this tells whether what they made is still there.",
            "For the database that the configuration names; an embedded one that is not running is started for the command."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast schema validate",
            "  holdfast schema diff",
            "  holdfast schema repair --dry-run",
            "  holdfast schema backup schema.sql"
        })
final class SchemaCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new SchemaCommand())
                .addSubcommand(new SchemaValidateCommand(root))
                .addSubcommand(new SchemaDiffCommand(root))
                .addSubcommand(new SchemaRepairCommand(root))
                .addSubcommand(new SchemaBackupCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "schema what? validate, diff, repair or backup");
    }

    /** @throws dev.holdfast.postgres.operations.SchemaRefusal when it is of another version than this program's */
    static SchemaComparison compare(OpenDatabase database) {
        Migrations.requireSound(new Migrations(database.administrator()).look());
        SchemaComparison compared = new Catalogue(database.administrator()).compare();
        SchemaRepair.requireComparable(compared);
        return compared;
    }
}

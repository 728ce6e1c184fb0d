package dev.holdfast.app.cli;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.StorageKind;
import dev.holdfast.app.storage.EmbeddedData;
import dev.holdfast.app.storage.OpenDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast migrate}. */
@Command(
        name = "migrate",
        description = {
            "Versions of the schema: what is there, what is missing, up, down.",
            "For the database that the configuration names; an embedded one that is not running is started for the command.",
            "`serve` brings the schema up to date by itself unless HOLDFAST_MIGRATE_ON_START=false."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast migrate status",
            "  holdfast migrate up",
            "  holdfast migrate down --to 9 --dry-run",
            "  holdfast migrate history --json",
            "  holdfast migrate create add_labels"
        })
final class MigrateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new MigrateCommand())
                .addSubcommand(new MigrateStatusCommand(root))
                .addSubcommand(new MigrateHistoryCommand(root))
                .addSubcommand(new MigrateValidateCommand(root))
                .addSubcommand(new MigrateUpCommand(root))
                .addSubcommand(new MigrateDownCommand(root))
                .addSubcommand(new MigrateCreateCommand(root))
                .addSubcommand(new MigrateRepairPlanCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "migrate what? status, history, validate, up, down, create or repair-plan");
    }

    /** @param make whether an embedded database is made where there is none */
    static OpenDatabase open(HoldfastCommand root, boolean make) {
        Surroundings surroundings = root.surroundings();
        HoldfastConfig config = root.configuration().config();
        if (make
                && config.storage().kind() == StorageKind.EMBEDDED
                && !EmbeddedData.existsIn(config.general().home())) {
            // Before the data: a home with data and without its secret is one that lost it.
            Operation.secretOf(config, surroundings);
        }
        return OpenDatabase.of(config, make, surroundings.clock(), surroundings.random(), surroundings::progress);
    }
}

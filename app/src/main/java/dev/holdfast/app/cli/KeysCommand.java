package dev.holdfast.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast keys}. */
@Command(
        name = "keys",
        description = "API keys: create, list, revoke, generate.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast keys create --name ci --role writer",
            "  holdfast keys create --tenant acme --name app --role reader --namespace users/42 --expires 90d",
            "  holdfast keys list",
            "  holdfast keys revoke 0197f0c2-5f1e-7c31-9a55-2f6f0c1f7f11"
        })
final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysCreateCommand(root))
                .addSubcommand(new KeysListCommand(root))
                .addSubcommand(new KeysRevokeCommand(root))
                .addSubcommand(new KeysGenerateCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "keys what? create, list, revoke or generate");
    }
}

package dev.holdfast.app.cli;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast tenants}. */
@Command(
        name = "tenants",
        description = "Tenants: create, list.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast tenants create acme",
            "  holdfast keys create --tenant acme --name first --role admin",
            "  holdfast tenants list --json"
        })
final class TenantsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new TenantsCommand())
                .addSubcommand(new Create(root))
                .addSubcommand(new ListAll(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "tenants what? create or list");
    }

    @Command(name = "create", description = "Create a tenant; nothing happens when it exists already.")
    private static final class Create implements Callable<Integer> {
        @Parameters(
                paramLabel = "NAME",
                description = "1 to 63 of a-z, 0-9 and '-', beginning with a letter or a digit.")
        private @Nullable String name;

        @Mixin
        private final JsonOption json = new JsonOption();

        private final HoldfastCommand root;

        private Create(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            TenantId tenant = new TenantId(String.valueOf(name));
            PrintStream out = root.surroundings().out();
            try (Operation operation = Operation.open(root)) {
                boolean created = operation.get(TenantService.class).ensure(tenant);
                if (json.wanted()) {
                    Output.json(out, Map.of("tenant", tenant.value(), "created", created));
                } else {
                    out.println(created ? "Created tenant " + tenant + "." : "Tenant " + tenant + " exists already.");
                    out.println(
                            "Its first key: holdfast keys create --tenant " + tenant + " --name first --role admin");
                }
            }
            return ExitCode.OK;
        }
    }

    @Command(name = "list", description = "List all tenants.")
    private static final class ListAll implements Callable<Integer> {
        @Mixin
        private final JsonOption json = new JsonOption();

        private final HoldfastCommand root;

        private ListAll(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            PrintStream out = root.surroundings().out();
            try (Operation operation = Operation.open(root)) {
                List<String> tenants = operation.get(TenantService.class).list().stream()
                        .map(TenantId::value)
                        .toList();
                if (json.wanted()) {
                    Output.json(out, Map.of("items", tenants));
                } else {
                    tenants.forEach(out::println);
                }
            }
            return ExitCode.OK;
        }
    }
}

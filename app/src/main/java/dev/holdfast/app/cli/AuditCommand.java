package dev.holdfast.app.cli;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.audit.AuditVerification;
import dev.holdfast.ports.identity.TenantService;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast audit}. */
@Command(name = "audit", description = "The audit: verify its hash chain.")
final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new AuditCommand()).addSubcommand(new Verify(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit what? verify");
    }

    @Command(
            name = "verify",
            description = {
                "Recompute the hash chain of the audit of one tenant (--tenant) or of all.",
                "Ends with 1 when an entry was altered, removed or added behind the server's back.",
                "Note the last hash elsewhere: a chain that was cut short verifies, but ends in another one."
            },
            footerHeading = "%nExamples:%n",
            footer = "  holdfast audit verify --tenant acme --json")
    private static final class Verify implements Callable<Integer> {
        @Mixin
        private final TenantOption tenant = new TenantOption();

        @Mixin
        private final JsonOption json = new JsonOption();

        private final HoldfastCommand root;

        private Verify(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            Map<TenantId, AuditVerification> found = new LinkedHashMap<>();
            try (Operation operation = Operation.open(root)) {
                List<TenantId> tenants = tenant.given()
                        .map(List::of)
                        .orElseGet(() -> operation.get(TenantService.class).list());
                for (TenantId each : tenants) {
                    found.put(each, operation.get(AuditService.class).verify(operation.callIn(each)));
                }
            }
            print(found);
            return found.values().stream().allMatch(AuditVerification::intact) ? ExitCode.OK : ExitCode.CHECK_FAILED;
        }

        private void print(Map<TenantId, AuditVerification> found) {
            PrintStream out = root.surroundings().out();
            if (json.wanted()) {
                Output.json(
                        out,
                        Map.of(
                                "items",
                                found.entrySet().stream()
                                        .map(entry -> fields(entry.getKey(), entry.getValue()))
                                        .toList()));
                return;
            }
            Output.table(
                    out,
                    List.of("TENANT", "CHAIN", "VERIFIED", "LAST HASH"),
                    found.entrySet().stream()
                            .map(entry -> List.of(
                                    entry.getKey().value(),
                                    entry.getValue()
                                            .brokenAt()
                                            .map(at -> "BROKEN at " + at)
                                            .orElse("intact"),
                                    entry.getValue().head().sequence() + " entries",
                                    entry.getValue().head().hash()))
                            .toList());
        }

        private static Map<String, Object> fields(TenantId tenant, AuditVerification found) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("tenant", tenant.value());
            fields.put("intact", found.intact());
            fields.put("verified", found.head().sequence());
            fields.put("last_hash", found.head().hash());
            found.brokenAt().ifPresent(at -> fields.put("broken_at", at));
            return fields;
        }
    }
}

package dev.holdfast.app.cli;

import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast retention}. */
@Command(
        name = "retention",
        description = {
            "How long a tenant keeps what it has: policies, a dry run, and letting go.",
            "Kinds: memories, expired_memories, deleted_memories, memory_versions, documents, recalls. What has no policy is kept for ever,"
                    + " and so is the audit. Whatever changed within the last day stays."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast retention set deleted_memories --max-age-days 30",
            "  holdfast retention set memories --max-age-days 365 --keep-importance 8",
            "  holdfast retention plan",
            "  holdfast retention run --archive /archive"
        })
final class RetentionCommand implements Runnable {
    static final List<String> POLICY_HEAD =
            List.of("TENANT", "KIND", "MAX AGE", "MAX COUNT", "KEEP IMPORTANCE", "SET BY", "SET AT");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new RetentionCommand())
                .addSubcommand(new RetentionListCommand(root))
                .addSubcommand(new RetentionSetCommand(root))
                .addSubcommand(new RetentionRemoveCommand(root))
                .addSubcommand(new RetentionPlanCommand(root))
                .addSubcommand(new RetentionRunCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "retention what? list, set, remove, plan or run");
    }

    static RetentionKind kind(String name) {
        return RetentionKind.named(name)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "there is no retention of " + name,
                        "One of "
                                + Arrays.stream(RetentionKind.values())
                                        .map(RetentionKind::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** That tenant, or all. */
    static List<TenantId> tenants(TenantOption option, Operation operation) {
        return option.given()
                .map(List::of)
                .orElseGet(() -> operation.get(TenantService.class).list());
    }

    static List<String> row(TenantId tenant, RetentionPolicy policy) {
        return List.of(
                tenant.value(),
                policy.rule().kind().wireName(),
                policy.rule().maxAgeDays().map(days -> days + " days").orElse("-"),
                policy.rule().maxCount().map(String::valueOf).orElse("-"),
                policy.rule().keepImportance().map(String::valueOf).orElse("-"),
                policy.updatedBy().value(),
                policy.updatedAt().toString());
    }

    static Map<String, Object> fields(TenantId tenant, RetentionPolicy policy) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant", tenant.value());
        fields.put("kind", policy.rule().kind().wireName());
        policy.rule().maxAgeDays().ifPresent(days -> fields.put("max_age_days", days));
        policy.rule().maxCount().ifPresent(count -> fields.put("max_count", count));
        policy.rule().keepImportance().ifPresent(least -> fields.put("keep_importance", least));
        fields.put("version", policy.version().value());
        fields.put("updated_at", policy.updatedAt().toString());
        fields.put("updated_by", policy.updatedBy().value());
        return fields;
    }
}

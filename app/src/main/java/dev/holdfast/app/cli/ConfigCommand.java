package dev.holdfast.app.cli;

import dev.holdfast.app.config.Configuration.Effective;
import dev.holdfast.app.config.Reference;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast config}. */
@Command(
        name = "config",
        description = "Show every setting as it is in effect, where it comes from, and secrets redacted.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast config",
            "  HOLDFAST_PROFILE=production holdfast config --config holdfast.conf --json",
            "  holdfast config --reference | less"
        })
final class ConfigCommand implements Callable<Integer> {
    @Option(names = "--reference", description = "Describe every setting instead, in Markdown.")
    private boolean reference;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    ConfigCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        if (reference) {
            out.print(Reference.markdown());
            return ExitCode.OK;
        }
        List<Effective> settings = root.configuration().effective();
        if (json.wanted()) {
            Output.json(
                    out,
                    Map.of("items", settings.stream().map(ConfigCommand::fields).toList()));
        } else {
            Output.table(
                    out,
                    List.of("SETTING", "VALUE", "FROM"),
                    settings.stream()
                            .map(each -> List.of(each.key(), each.value().orElse("-"), each.origin()))
                            .toList());
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> fields(Effective setting) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", setting.key());
        setting.value().ifPresent(value -> fields.put("value", value));
        fields.put("from", setting.origin());
        return fields;
    }
}

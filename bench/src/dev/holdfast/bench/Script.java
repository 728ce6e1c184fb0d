package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A captured operation as a pgbench script. The text of the statements is what the server sent. All of them travel in one pipeline,
 * which is one round trip and one transaction, as the server's do. Parameters keep the value they had, but for those that differ
 * from one request to the next, which carry marks when they are captured.
 *
 * @param text of the script
 * @param variables that pgbench has to be given
 */
record Script(String text, Map<String, String> variables, int statements) {
    static final int MARKED_KEY = Workload.FIRST_KEY;
    static final int MARKED_NUMBER = 424_242;
    static final String MARKED_CLAIM = "777777777777777777";

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Script {
        variables = Map.copyOf(variables);
    }

    static Script of(List<CapturedStatement> statements, Workload workload, Predicate<UUID> isAuditEntry) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (CapturedStatement statement : statements) {
            StringBuilder sql = new StringBuilder();
            Matcher parameter = PARAMETER.matcher(statement.sql());
            while (parameter.find()) {
                Optional<String> value = statement.parameters().get(Integer.parseInt(parameter.group(1)) - 1);
                String place = value.map(known -> place(known, workload, isAuditEntry, variables)).orElse("NULL");
                parameter.appendReplacement(sql, Matcher.quoteReplacement(place));
            }
            parameter.appendTail(sql);
            lines.add(sql.toString().strip() + ";");
        }
        String text =
                """
                \\set key random(%d, %d)
                \\set number random(100000, 999999)
                \\set claim random(100000000000000000, 899999999999999999)
                \\set count :count + 1
                \\set entry :origin + :count * 1000 + :client_id
                \\startpipeline
                %s
                \\endpipeline
                """
                        .formatted(Workload.FIRST_KEY, workload.lastKey(), String.join("\n", lines));
        return new Script(text, variables, statements.size());
    }

    private static String place(
            String value, Workload workload, Predicate<UUID> isAuditEntry, Map<String, String> variables) {
        if (value.equals(Integer.toString(MARKED_KEY))) {
            return ":key";
        }
        if (value.equals(MARKED_CLAIM)) {
            return ":claim";
        }
        // pgbench's variables of its own making are numbers: these two have to be made of one.
        if (value.equals(workload.newContent() + MARKED_NUMBER)) {
            variables.put("content", workload.newContent());
            return "(:content::text || :number::text)";
        }
        if (UUID_FORM.matcher(value).matches() && isAuditEntry.test(UUID.fromString(value))) {
            return "lpad(:entry::text, 32, '0')::uuid";
        }
        String name = "p" + variables.size();
        variables.put(name, value);
        return ":" + name;
    }
}

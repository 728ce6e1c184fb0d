package dev.holdfast.app.cli;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.shared.CallContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file of the official memory server: a JSON object per line, entities and relations. */
final class GraphFile {
    private static final int AT_ONCE = 500;
    private static final String MARK = "\uFEFF";

    private final JsonMapper json = JsonMapper.shared();
    private final GraphService graphs;
    private final Supplier<CallContext> call;

    /** How much was read and added; observations are those that existing entities got. */
    record Imported(int lines, int entities, int observations, int relations) {}

    GraphFile(GraphService graphs, Supplier<CallContext> call) {
        this.graphs = graphs;
        this.call = call;
    }

    /**
     * Adds what the graph does not have yet; may be repeated. Of two entities of one name the observations of both are kept. Reads all
     * before it writes any, so a file with a line that is wrong changes nothing.
     */
    Imported read(InputStream file) throws IOException {
        List<Entity> entities = new ArrayList<>();
        List<Relation> relations = new ArrayList<>();
        int number = 0;
        // Every byte is a character of that set, so lines are found before it is known that they are UTF-8.
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                take(number, decoded(number, line), entities, relations);
            }
        }
        int added = 0;
        int observed = 0;
        for (List<Entity> some :
                parts(entities, entity -> 1 + entity.observations().size())) {
            Set<Entity> fresh = new HashSet<>(graphs.createEntities(call.get(), some));
            added += fresh.size();
            List<Observations> more = some.stream()
                    .filter(entity -> !fresh.remove(entity))
                    .map(entity -> new Observations(entity.name(), entity.observations()))
                    .toList();
            observed += more.isEmpty()
                    ? 0
                    : graphs.addObservations(call.get(), more).stream()
                            .mapToInt(done -> done.contents().size())
                            .sum();
        }
        int related = 0;
        for (List<Relation> some : parts(relations, relation -> 1)) {
            related += graphs.createRelations(call.get(), some).size();
        }
        return new Imported(number, added, observed, related);
    }

    private static String decoded(int number, String line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
            return number == 1 && text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        } catch (CharacterCodingException foreign) {
            throw wrong(number, "is not UTF-8");
        }
    }

    private void take(int number, String line, List<Entity> entities, List<Relation> relations) {
        try {
            JsonNode item = json.readTree(line);
            switch (item.path("type").asString("")) {
                case "entity" -> take(item, text(item, "name"), text(item, "entityType"), entities, number);
                case "relation" ->
                    relations.add(new Relation(text(item, "from"), text(item, "to"), text(item, "relationType")));
                default -> throw wrong(number, "is neither an entity nor a relation");
            }
        } catch (JacksonException notJson) {
            throw wrong(number, "is not JSON");
        } catch (InvalidInput broken) {
            throw wrong(
                    number,
                    broken.violations().get(0).pointer() + " "
                            + broken.violations().get(0).message());
        }
    }

    /** One with very many observations comes as several of the same name. */
    private static void take(JsonNode item, String name, String type, List<Entity> entities, int number) {
        List<String> observations = new ArrayList<>();
        for (JsonNode one : item.path("observations")) {
            if (!one.isString()) {
                throw wrong(number, "has an observation that is not a text");
            }
            if (!one.asString().isEmpty()) {
                observations.add(one.asString());
            }
        }
        for (int from = 0; from == 0 || from < observations.size(); from += AT_ONCE) {
            entities.add(
                    new Entity(name, type, observations.subList(from, Math.min(observations.size(), from + AT_ONCE))));
        }
    }

    private static String text(JsonNode item, String member) {
        return item.path(member).asString("");
    }

    private static Failure wrong(int number, String what) {
        return new Failure(ExitCode.CHECK_FAILED, "line " + number + " " + what, "Nothing was imported.");
    }

    /** Runs of at most {@value #AT_ONCE} things by their weight; what weighs more goes alone. */
    private static <T> List<List<T>> parts(List<T> all, ToIntFunction<T> weight) {
        List<List<T>> parts = new ArrayList<>();
        int from = 0;
        int sum = 0;
        for (int i = 0; i < all.size(); i++) {
            int next = weight.applyAsInt(all.get(i));
            if (i > from && sum + next > AT_ONCE) {
                parts.add(all.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += next;
        }
        if (from < all.size()) {
            parts.add(all.subList(from, all.size()));
        }
        return parts;
    }

    /** The whole graph, entities first. Answers how many lines it has. */
    int write(PrintStream out) {
        int entities = each(page -> graphs.entities(call.get(), page), entity -> {
            ObjectNode line = json.createObjectNode()
                    .put("type", "entity")
                    .put("name", entity.name())
                    .put("entityType", entity.type());
            entity.observations().forEach(line.putArray("observations")::add);
            out.print(json.writeValueAsString(line) + "\n");
        });
        int relations = each(page -> graphs.relations(call.get(), page), relation -> {
            ObjectNode line = json.createObjectNode()
                    .put("type", "relation")
                    .put("from", relation.from())
                    .put("to", relation.to())
                    .put("relationType", relation.type());
            out.print(json.writeValueAsString(line) + "\n");
        });
        out.flush();
        return entities + relations;
    }

    private static <T> int each(Function<PageRequest, Page<T>> list, Consumer<T> what) {
        int count = 0;
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<T> page = list.apply(next.get());
            page.items().forEach(what);
            count += page.items().size();
            next = page.next().map(cursor -> PageRequest.after(cursor, PageRequest.MAX_LIMIT));
        }
        return count;
    }
}

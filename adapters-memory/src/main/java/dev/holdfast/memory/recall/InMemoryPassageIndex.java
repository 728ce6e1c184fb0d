package dev.holdfast.memory.recall;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.support.InMemoryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads every passage for every question. English words are stemmed; those of all other languages are taken as they are. */
public final class InMemoryPassageIndex implements PassageIndex {
    private final PassageKind kind;
    private final InMemoryStore store;
    private final Items items;
    private final Vectors vectors;

    public InMemoryPassageIndex(PassageKind kind, InMemoryStore store, Items items, Vectors vectors) {
        this.kind = kind;
        this.store = store;
        this.items = items;
        this.vectors = vectors;
    }

    @Override
    public PassageKind kind() {
        return kind;
    }

    @Override
    public LexicalCandidates lexical(Scope scope, LexicalQuery query, PassageFilter filter, int most) {
        return store.read(
                scope.deadline(),
                () -> new Lexical(query, filter, most)
                        .over(items.live(scope.tenant(), filter).toList()));
    }

    @Override
    public List<VectorMatch> nearest(Scope scope, VectorQuery query, PassageFilter filter, int most) {
        return store.read(
                scope.deadline(),
                () -> passing(items.live(scope.tenant(), filter), filter)
                        .flatMap(item -> match(scope.tenant(), query, item.passage()).stream())
                        .sorted(Comparator.comparingDouble(VectorMatch::nearness)
                                .reversed()
                                .thenComparing(VectorMatch::id, PassageId.ORDER))
                        .limit(most)
                        .toList());
    }

    private Optional<VectorMatch> match(TenantId tenant, VectorQuery query, Passage passage) {
        return vectors.of(tenant, query.model(), passage.text())
                .filter(vector -> vector.dimension() == query.vector().dimension())
                .map(vector -> new VectorMatch(passage.id(), nearness(query.metric(), query.vector(), vector)));
    }

    private static double nearness(Metric metric, Vector one, Vector other) {
        return switch (metric) {
            case COSINE -> one.cosine(other);
            case INNER_PRODUCT -> one.dot(other);
            case L2 -> -one.distance(other);
        };
    }

    @Override
    public List<Passage> load(Scope scope, List<PassageId> ids, PassageFilter filter, int neighbours, int characters) {
        return store.read(scope.deadline(), () -> {
            Map<PassageId, Item> passing = new HashMap<>();
            Map<String, NavigableMap<PassageId, Item>> rows = new HashMap<>();
            passing(items.live(scope.tenant(), filter), filter).forEach(item -> {
                passing.put(item.passage().id(), item);
                rows.computeIfAbsent(item.row(), row -> new TreeMap<>(PassageId.ORDER))
                        .put(item.passage().id(), item);
            });
            List<Passage> loaded = new ArrayList<>(ids.size());
            for (PassageId id : ids) {
                Item item = passing.get(id);
                if (item != null) {
                    loaded.add(read(
                            item,
                            rows.getOrDefault(item.row(), new TreeMap<>(PassageId.ORDER)),
                            neighbours,
                            characters));
                }
            }
            return List.copyOf(loaded);
        });
    }

    private static Stream<Item> passing(Stream<Item> items, PassageFilter filter) {
        return items.filter(item -> passes(item, filter));
    }

    static boolean passes(Item item, PassageFilter filter) {
        return (filter.within().isEmpty()
                        || filter.within().stream()
                                .anyMatch(subtree ->
                                        subtree.contains(item.passage().namespace())))
                && item.facts().satisfy(filter.where());
    }

    private static Passage read(Item item, NavigableMap<PassageId, Item> row, int neighbours, int characters) {
        Passage passage = item.passage();
        String text = passage.text();
        boolean cut = text.codePointCount(0, text.length()) > characters;
        return new Passage(
                passage.id(),
                passage.namespace(),
                passage.name(),
                passage.title(),
                cut ? text.substring(0, text.offsetByCodePoints(0, characters)) : text,
                cut,
                passage.position(),
                passage.date(),
                passage.importance(),
                passage.tags(),
                passage.attribution(),
                passage.source(),
                passage.version(),
                row.headMap(passage.id(), false).descendingMap().keySet().stream()
                        .limit(neighbours)
                        .sorted(PassageId.ORDER)
                        .toList(),
                row.tailMap(passage.id(), false).keySet().stream()
                        .limit(neighbours)
                        .toList());
    }
}

package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.domain.graph.GraphRepository;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.shared.Ids;
import java.time.Clock;

/** Graphs. */
final class GraphModule extends AbstractModule {
    @Provides
    @Singleton
    GraphService graphService(GraphRepository graphs, Guard guard, Ids ids, Clock clock) {
        return new GraphService(graphs, guard, ids, clock);
    }
}

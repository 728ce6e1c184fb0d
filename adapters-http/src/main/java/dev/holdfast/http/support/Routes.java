package dev.holdfast.http.support;

import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a request. Works on the raw path: it is cut at its slashes first and each segment is decoded after that, so
 * an encoded slash, dot or percent sign is an ordinary character of a name and can never lead elsewhere.
 */
final class Routes {
    /** An endpoint and the decoded segments that stand for the variables of its path. */
    record Match(Route route, List<String> variables) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, Route> routes = new EnumMap<>(Method.class);
        private @Nullable Node variable;
    }

    private final Node root = new Node();

    /** @throws IllegalStateException when two endpoints have the same method and path, or the same name */
    Routes(List<? extends Endpoint<?>> endpoints, MetricRegistry metrics) {
        Set<String> names = new HashSet<>();
        for (Endpoint<?> endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw new IllegalStateException("two endpoints are named " + endpoint.name());
            }
            Route route = new Route(
                    endpoint,
                    endpoint.path().variables(),
                    endpoint.request().filter(Class::isRecord).map(RecordShape::of),
                    new RequestMetrics.Timers(metrics, endpoint.name()));
            Node node = node(endpoint.path());
            if (node.routes.putIfAbsent(endpoint.method(), route) != null) {
                throw new IllegalStateException("two endpoints are " + endpoint.method() + " "
                        + endpoint.path().text());
            }
        }
    }

    private Node node(PathTemplate path) {
        Node node = root;
        for (PathTemplate.Segment segment : path.segments()) {
            if (segment.variable()) {
                if (node.variable == null) {
                    node.variable = new Node();
                }
                node = node.variable;
            } else {
                node = node.literals.computeIfAbsent(segment.name(), name -> new Node());
            }
        }
        return node;
    }

    /**
     * @param method as it was sent
     * @throws Refusal when the path is malformed or unknown, or does not have that method
     */
    Match match(String method, String rawPath) {
        List<String> variables = new ArrayList<>(2);
        Node node = node(rawPath, variables);
        Optional<Route> route = method(method).map(node.routes::get);
        if (route.isEmpty()) {
            throw Refusal.of(Problem.METHOD_NOT_ALLOWED, "this path does not have that method")
                    .with("Allow", allowed(node));
        }
        return new Match(route.get(), variables);
    }

    /** What the path answers to, as an {@code Allow} header lists it. @throws Refusal when there is no such path */
    String allowed(String rawPath) {
        return allowed(node(rawPath, new ArrayList<>(2)));
    }

    private Node node(String rawPath, List<String> variables) {
        Node node = find(root, segments(rawPath), 0, variables);
        if (node == null) {
            throw Refusal.of(Problem.NOT_FOUND, "there is nothing at this path");
        }
        return node;
    }

    private static @Nullable Node find(Node node, List<String> segments, int depth, List<String> variables) {
        if (depth == segments.size()) {
            return node.routes.isEmpty() ? null : node;
        }
        Node literal = node.literals.get(segments.get(depth));
        if (literal != null) {
            Node found = find(literal, segments, depth + 1, variables);
            if (found != null) {
                return found;
            }
        }
        if (node.variable == null) {
            return null;
        }
        variables.add(segments.get(depth));
        Node found = find(node.variable, segments, depth + 1, variables);
        if (found == null) {
            variables.remove(variables.size() - 1);
        }
        return found;
    }

    private static List<String> segments(String rawPath) {
        if (!rawPath.startsWith("/")) {
            throw Refusal.of(Problem.MALFORMED_REQUEST, "the request's target is not a path");
        }
        List<String> segments = new ArrayList<>(6);
        for (int from = 1; from <= rawPath.length(); ) {
            int slash = rawPath.indexOf('/', from);
            int end = slash < 0 ? rawPath.length() : slash;
            segments.add(Percent.decode(rawPath.substring(from, end), false)
                    .orElseThrow(() -> Refusal.of(Problem.MALFORMED_REQUEST, "the path is not percent-encoded UTF-8")));
            from = end + 1;
        }
        return segments;
    }

    private static Optional<Method> method(String name) {
        return switch (name) {
            case "GET", "HEAD" -> Optional.of(Method.GET);
            case "PUT" -> Optional.of(Method.PUT);
            case "POST" -> Optional.of(Method.POST);
            case "DELETE" -> Optional.of(Method.DELETE);
            default -> Optional.empty();
        };
    }

    private static String allowed(Node node) {
        StringBuilder allowed = new StringBuilder();
        for (Method method : node.routes.keySet()) {
            allowed.append(method).append(method == Method.GET ? ", HEAD, " : ", ");
        }
        return allowed.append("OPTIONS").toString();
    }
}

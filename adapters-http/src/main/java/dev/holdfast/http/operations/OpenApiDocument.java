package dev.holdfast.http.operations;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Condition;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.JsonLines;
import dev.holdfast.http.support.Notes;
import dev.holdfast.http.support.PageView;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.ProblemDocument;
import dev.holdfast.http.support.QueryParameter;
import dev.holdfast.http.support.RawBody;
import dev.holdfast.http.support.Reply;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of a list of endpoints. Says nothing that the declarations do not say. */
public final class OpenApiDocument {
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String DESCRIPTION = """
        Facts kept for agents, durably and apart for each tenant.

        Every request carries an API key, which decides the tenant; nothing in a request names another one. Bodies are JSON \
        in UTF-8 with names in snake case; unknown fields and query parameters are refused. Times are RFC 3339; answers are \
        in UTC with six digits of a second. Failures are `application/problem+json`, and their `code` is stable.

        A change sent with an `Idempotency-Key` can be repeated safely. A version is an `ETag`; send it back as `If-Match` \
        to change only what you have read.
        """;
    private final ObjectMapper json = JsonMapper.shared();
    private final Notes notes;
    private final Schemas schemas;
    private final Set<Tag> tags = EnumSet.noneOf(Tag.class);

    private OpenApiDocument(Notes notes) {
        this.notes = notes;
        this.schemas = new Schemas(notes, json);
    }

    /** The document as UTF-8. */
    public static byte[] render(List<? extends Endpoint<?>> endpoints, Notes notes, String version) {
        OpenApiDocument document = new OpenApiDocument(notes);
        return document.json.writeValueAsBytes(document.document(endpoints, version));
    }

    private ObjectNode document(List<? extends Endpoint<?>> endpoints, String version) {
        ObjectNode document = json.createObjectNode().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info")
                .put("title", "Holdfast")
                .put("version", version)
                .put("summary", "A durable memory for agents.")
                .put("description", DESCRIPTION);
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = json.createObjectNode();
        endpoints.forEach(endpoint -> paths.withObjectProperty(endpoint.path().text())
                .set(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint)));
        ArrayNode tagList = document.putArray("tags");
        tags.forEach(tag -> tagList.addObject().put("name", tag.title).put("description", tag.description));
        document.set("paths", paths);
        components(document.putObject("components"));
        return document;
    }

    private ObjectNode operation(Endpoint<?> endpoint) {
        Tag tag = Tag.of(endpoint);
        tags.add(tag);
        ObjectNode operation = json.createObjectNode()
                .put("operationId", endpoint.name())
                .put("summary", endpoint.summary())
                .put("description", endpoint.description() + rules(endpoint));
        operation.putArray("tags").add(tag.title);
        security(operation, endpoint.access());
        parameters(operation.putArray("parameters"), endpoint);
        endpoint.request().ifPresent(record -> {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content")
                    .putObject(endpoint.lineOf().isPresent() ? JsonLines.MEDIA_TYPE : Reply.JSON);
            if (endpoint.lineOf().isPresent()) {
                describe(content, endpoint.lineOf().get(), List.of());
            } else if (record == RawBody.class) {
                content.putObject("schema").put("type", "object");
                content.putObject("example").put("jsonrpc", "2.0").put("id", 1).put("method", "tools/list");
            } else {
                describe(content, record, List.of());
            }
        });
        operation.set("responses", responses(endpoint));
        return operation;
    }

    private static String rules(Endpoint<?> endpoint) {
        return endpoint.access().level() == Access.Level.KEY
                ? endpoint.access()
                        .permission()
                        .map(Permission::wireName)
                        .map(name -> "\n\nPermission: `" + name + "`.")
                        .orElse("")
                : "";
    }

    private void security(ObjectNode operation, Access access) {
        ArrayNode security = operation.putArray("security");
        if (access.level() != Access.Level.PUBLIC) {
            security.addObject().putArray("bearer");
            security.addObject().putArray("apiKey");
        }
        if (access.level() == Access.Level.DETAIL || access.level() == Access.Level.OPERATOR) {
            security.addObject();
        }
    }

    private void parameters(ArrayNode parameters, Endpoint<?> endpoint) {
        endpoint.path()
                .variables()
                .forEach(name -> parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .put("description", endpoint.variables().getOrDefault(name, ""))
                        .putObject("schema")
                        .put("type", "string"));
        endpoint.query().forEach(parameter -> query(parameters.addObject(), parameter));
        if (endpoint.access().level() != Access.Level.PUBLIC) {
            refer(parameters, "RequestTimeout");
        }
        refer(parameters, "RequestId");
        if (endpoint.mayBeStale()) {
            refer(parameters, "MaxStaleness");
        }
        if (endpoint.idempotency() == IdempotencyRule.HONOURED) {
            refer(parameters, "IdempotencyKey");
        }
        if (endpoint.conditions().contains(Condition.IF_MATCH)) {
            refer(parameters, "IfMatch");
        }
        if (endpoint.conditions().contains(Condition.CREATE_ONLY)) {
            refer(parameters, "CreateOnly");
        }
        if (endpoint.conditions().contains(Condition.IF_CHANGED)) {
            refer(parameters, "IfNoneMatch");
        }
    }

    private void query(ObjectNode node, QueryParameter parameter) {
        node.put("name", parameter.name()).put("in", "query").put("description", parameter.description());
        ObjectNode schema = node.putObject("schema");
        ObjectNode item = parameter.repeatable() ? schema.put("type", "array").putObject("items") : schema;
        switch (parameter.kind()) {
            case TEXT -> item.put("type", "string");
            case WHOLE -> item.put("type", "integer").put("format", "int32");
            case MOMENT -> item.put("type", "string").put("format", "date-time");
            case FLAG -> {
                item.put("type", "boolean");
                node.put("allowEmptyValue", true);
            }
        }
        parameter.choices().forEach(choice -> item.withArray("enum").add(choice));
    }

    private ObjectNode responses(Endpoint<?> endpoint) {
        Map<Integer, ObjectNode> byStatus = new TreeMap<>();
        endpoint.replies().forEach(reply -> byStatus.put(reply.status(), reply(endpoint, reply)));
        Map<Integer, List<Problem>> problems = endpoint.problems().stream()
                .sorted()
                .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toList()));
        problems.forEach((status, kinds) -> byStatus.merge(status, problem(endpoint, kinds), OpenApiDocument::both));
        ObjectNode responses = json.createObjectNode();
        byStatus.forEach((status, response) -> responses.set(Integer.toString(status), response));
        return responses;
    }

    /** A status that answers in the endpoint's own form as well as with a problem. */
    private static ObjectNode both(ObjectNode reply, ObjectNode problem) {
        problem.put(
                "description",
                reply.path("description").asString() + " "
                        + problem.path("description").asString());
        ((ObjectNode) problem.path("content")).setAll((ObjectNode) reply.path("content"));
        return problem;
    }

    private ObjectNode reply(Endpoint<?> endpoint, Reply reply) {
        ObjectNode response = json.createObjectNode().put("description", reply.description());
        ObjectNode headers = response.putObject("headers");
        refer(headers, "X-Request-Id", "RequestId");
        if (endpoint.access().level() == Access.Level.KEY) {
            rate(headers);
        }
        if (endpoint.mayBeStale()) {
            refer(headers, "Holdfast-Staleness", "Staleness");
        }
        if (reply.versioned()) {
            refer(headers, "ETag", "ETag");
        }
        if (endpoint.idempotency() == IdempotencyRule.BY_TOOL) {
            refer(headers, "Mcp-Session-Id", "McpSessionId");
        }
        if (endpoint.paged()) {
            refer(headers, "Link", "Link");
        }
        if (endpoint.idempotency() == IdempotencyRule.HONOURED) {
            refer(headers, "Idempotency-Replayed", "IdempotencyReplayed");
        }
        reply.mediaType().ifPresent(type -> {
            ObjectNode content = response.putObject("content").putObject(type);
            reply.body()
                    .ifPresentOrElse(
                            record -> describe(content, record, reply.arguments()),
                            () -> content.putObject("schema")
                                    .put("type", type.equals(Reply.JSON) ? "object" : "string"));
            if (endpoint.idempotency() == IdempotencyRule.BY_TOOL) {
                content.putObject("schema").putArray("type").add("object").add("array");
            }
        });
        return response;
    }

    /** The schema of a body, and an example of it. */
    private void describe(ObjectNode content, Class<?> record, List<Class<?>> arguments) {
        content.set("schema", schemas.reference(record, arguments));
        Object example = record == PageView.class
                ? new PageView<>(List.of(example(arguments.get(0))), Optional.empty(), PageRequest.DEFAULT_LIMIT)
                : example(record);
        content.set("example", json.readTree(Json.write(example)));
    }

    private Object example(Class<?> record) {
        return notes.example(record)
                .orElseThrow(() -> new IllegalStateException("there is no example of " + record.getSimpleName()));
    }

    private ObjectNode problem(Endpoint<?> endpoint, List<Problem> kinds) {
        ObjectNode response = json.createObjectNode()
                .put(
                        "description",
                        kinds.stream()
                                .map(kind -> kind.title() + " (`" + kind.code() + "`).")
                                .distinct()
                                .collect(Collectors.joining(" ")));
        ObjectNode headers = response.putObject("headers");
        refer(headers, "X-Request-Id", "RequestId");
        int status = kinds.get(0).status();
        if (endpoint.mayBeStale()) {
            refer(headers, "Holdfast-Staleness", "Staleness");
        }
        rate(headers);
        if (status == Problem.NOT_AUTHENTICATED.status() || status == Problem.NOT_PERMITTED.status()) {
            refer(headers, "WWW-Authenticate", "WwwAuthenticate");
        }
        if (status == Problem.UNAVAILABLE.status() || status == Problem.RATE_LIMITED.status()) {
            refer(headers, "Retry-After", "RetryAfter");
        }
        ObjectNode content = response.putObject("content").putObject(PROBLEM_JSON);
        ObjectNode schema = content.putObject("schema");
        content.set("example", json.readTree(Json.write(ProblemDocument.example(kinds.get(0)))));
        ArrayNode all = schema.putArray("allOf");
        all.add(schemas.reference(ProblemDocument.class, List.of()));
        ObjectNode properties = all.addObject().putObject("properties");
        properties.putObject("status").put("const", status);
        ArrayNode codes = properties.putObject("code").putArray("enum");
        kinds.stream().map(Problem::code).distinct().forEach(codes::add);
        return response;
    }

    private void components(ObjectNode components) {
        components.set("schemas", schemas.definitions());
        parameters(components.putObject("parameters"));
        headers(components.putObject("headers"));
        ObjectNode security = components.putObject("securitySchemes");
        security.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key, such as `hf_live_...`.");
        security.putObject("apiKey")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Api-Key")
                .put("description", "The same key, for clients that cannot send `Authorization`.");
    }

    private static void parameters(ObjectNode parameters) {
        header(
                        parameters,
                        "RequestId",
                        "X-Request-Id",
                        "The id of this request in answer, log and audit; one is made if none is sent.")
                .put("type", "string")
                .put("pattern", "^[A-Za-z0-9._-]{1,128}$");
        header(
                        parameters,
                        "RequestTimeout",
                        "X-Request-Timeout-Ms",
                        "How long the caller waits, 5,000 unless said otherwise.")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", 30_000);
        header(
                        parameters,
                        "MaxStaleness",
                        "Holdfast-Max-Staleness",
                        "Lets a replica answer that is at most so many seconds behind the database. Without it a replica answers"
                                + " only while the database is away; with 0 it never does.")
                .put("type", "integer")
                .put("minimum", 0)
                .put("maximum", 86_400);
        header(
                        parameters,
                        "IdempotencyKey",
                        "Idempotency-Key",
                        "The request takes effect once for each key, however often it is sent. Kept for 24 hours; the"
                                + " same key with another request is refused.")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", IdempotencyClaim.MAX_KEY_CHARACTERS);
        header(parameters, "IfMatch", "If-Match", "The version the change is based on, in double quotes: `\"7\"`.")
                .put("type", "string");
        header(parameters, "CreateOnly", "If-None-Match", "`*`: create, never replace.")
                .put("type", "string")
                .put("const", "*");
        header(parameters, "IfNoneMatch", "If-None-Match", "The versions the caller has, each in double quotes.")
                .put("type", "string");
    }

    private static ObjectNode header(ObjectNode parameters, String name, String header, String description) {
        return parameters
                .putObject(name)
                .put("name", header)
                .put("in", "header")
                .put("description", description)
                .putObject("schema");
    }

    private static void headers(ObjectNode headers) {
        text(headers, "RequestId", "The id of this request in answer, log and audit.");
        text(headers, "ETag", "The version, in double quotes.");
        text(
                headers,
                "Staleness",
                "Present when a replica answered: by so many seconds, at most, the answer is behind the database.");
        text(headers, "Link", "`<...>; rel=\"next\"`: the next page, when there is one.");
        text(headers, "IdempotencyReplayed", "`true` when this is the answer of an earlier request with the same key.");
        text(headers, "McpSessionId", "Signs what client and server agreed on; clients send it back.");
        text(headers, "WwwAuthenticate", "How to authenticate.");
        text(headers, "RateLimit", "Requests that this key has left, when there is a bound.");
        text(headers, "RateLimitPolicy", "What that bound is.");
        text(headers, "RetryAfter", "Seconds to wait before trying again.");
    }

    private static void rate(ObjectNode headers) {
        refer(headers, "RateLimit", "RateLimit");
        refer(headers, "RateLimit-Policy", "RateLimitPolicy");
    }

    private static void text(ObjectNode headers, String name, String description) {
        headers.putObject(name)
                .put("description", description)
                .putObject("schema")
                .put("type", "string");
    }

    private static void refer(ArrayNode parameters, String name) {
        parameters.addObject().put("$ref", "#/components/parameters/" + name);
    }

    private static void refer(ObjectNode headers, String header, String name) {
        headers.putObject(header).put("$ref", "#/components/headers/" + name);
    }
}

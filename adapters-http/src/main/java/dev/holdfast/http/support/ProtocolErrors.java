package dev.holdfast.http.support;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty itself refuses, before any endpoint is found: broken heads, heads that are too large, requests while it stops. Answered
 * as every other problem is; nothing of Jetty's own words is shown.
 */
final class ProtocolErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = status(request, response);
        Optional<String> offered = Optional.ofNullable(request.getHeaders().getField(RequestIds.HEADER))
                .map(HttpField::getValue);
        String requestId = RequestIds.of(offered);
        boolean stopping = status == 503;
        Problem problem = stopping ? Problem.OVERLOADED : status >= 500 ? Problem.INTERNAL : Problem.PROTOCOL_ERROR;
        ProblemDocument document = new ProblemDocument(
                ProblemDocument.TYPE + problem.code(),
                problem.title(),
                status,
                detail(status),
                problem.code(),
                problem.retryable(),
                requestId,
                Optional.empty());
        Outgoing answer = new Outgoing(
                status,
                List.of(
                        new Header(RequestIds.HEADER, requestId),
                        new Header("Cache-Control", "no-store"),
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header("Content-Type", ProblemMapper.MEDIA_TYPE)),
                Json.write(document));
        JettyEntry.send(answer, response, callback, true);
        return true;
    }

    private static int status(Request request, Response response) {
        Object asked = request.getAttribute(ERROR_STATUS);
        int status = asked instanceof Integer number ? number : response.getStatus();
        // "Not implemented" and "HTTP version not supported" are said of what the caller sent: no failure of the
        // server.
        return status == 501 || status == 505 ? 400 : status;
    }

    private static String detail(int status) {
        return switch (status) {
            case 408 -> "the request did not arrive in time";
            case 414 -> "the request's target is too long";
            case 431 -> "the request's head is too large";
            case 503 -> "the server is stopping";
            default -> status < 500 ? "the request is not proper HTTP" : "the server failed";
        };
    }
}

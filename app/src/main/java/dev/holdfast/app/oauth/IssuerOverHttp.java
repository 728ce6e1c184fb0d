package dev.holdfast.app.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An issuer that is asked over HTTP: for its key set where that is said to be, otherwise for its metadata (OpenID Connect discovery, RFC
 * 8414) first. No token is ever sent to it, and no redirect is followed.
 */
public final class IssuerOverHttp implements IssuerKeys.Source {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 256 * 1024;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI issuer;
    private final Optional<URI> keySet;

    public IssuerOverHttp(URI issuer, Optional<URI> keySet) {
        this.issuer = issuer;
        this.keySet = keySet;
    }

    @Override
    public String fetch() throws IOException, InterruptedException {
        return get(keySet.isPresent() ? keySet.get() : discovered());
    }

    private URI discovered() throws IOException, InterruptedException {
        IOException last = new IOException("the issuer has no metadata");
        for (URI place : places()) {
            try {
                return keySetOf(get(place));
            } catch (IOException elsewhere) {
                last = elsewhere;
            }
        }
        throw last;
    }

    /** OpenID Connect puts its name after the issuer's path, RFC 8414 before it. */
    private List<URI> places() {
        String text = issuer.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        String path = URI.create(base).getRawPath();
        return List.of(
                URI.create(base + "/.well-known/openid-configuration"),
                issuer.resolve("/.well-known/oauth-authorization-server" + path));
    }

    private URI keySetOf(String metadata) throws IOException {
        try {
            var members = JSONObjectUtils.parse(metadata);
            String named = JSONObjectUtils.getString(members, "issuer");
            String address = JSONObjectUtils.getString(members, "jwks_uri");
            if (!issuer.toString().equals(named) || address == null) {
                throw new IOException("the metadata are not those of the issuer");
            }
            URI found = new URI(address);
            boolean safe = "https".equals(found.getScheme())
                    || ("http".equals(found.getScheme()) && "http".equals(issuer.getScheme()));
            if (!safe) {
                throw new IOException("the key set is not at an https address");
            }
            return found;
        } catch (ParseException | URISyntaxException malformed) {
            throw new IOException("the metadata cannot be read", malformed);
        }
    }

    private String get(URI place) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException(place + " answered " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(place + " answered too much");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

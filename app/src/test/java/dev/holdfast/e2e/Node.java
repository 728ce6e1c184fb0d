package dev.holdfast.e2e;

import dev.holdfast.http.Api;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that is up, as a process of its own on a free port. */
final class Node {
    private static final Pattern URL = Pattern.compile("listening on (http://\\S+)");
    private static final Pattern KEY = Pattern.compile("KEY=(hf_dev_\\S+)");

    private final Program program;
    private final String url;
    private final Api api;

    private Node(Program program, String url) {
        this.program = program;
        this.url = url;
        this.api = Api.of(URI.create(url).getPort());
    }

    /** Waits until it listens. */
    static Node of(Program program) {
        String url = program.printed(URL);
        return new Node(program, url);
    }

    Program program() {
        return program;
    }

    String url() {
        return url;
    }

    /** A caller without a key. */
    Api api() {
        return api;
    }

    Api as(String key) {
        return api.as(key);
    }

    /** The key that this start printed. */
    Optional<String> printedKey() {
        Matcher matcher = KEY.matcher(program.out());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A caller with the key that this start printed. */
    Api first() {
        return as(printedKey().orElseThrow());
    }

    void kill() {
        program.kill();
    }
}

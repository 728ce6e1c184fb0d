package dev.holdfast.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request, with places that each call fills in anew. */
record Template(String method, String path, Map<String, String> headers, Optional<String> body) {
    Template {
        headers = Map.copyOf(headers);
    }

    static Template get(String path) {
        return new Template("GET", path, Map.of(), Optional.empty());
    }

    static Template of(String method, String path, String body) {
        return new Template(method, path, Map.of(), Optional.of(body));
    }

    Template with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Template(method, path, more, body);
    }

    Template filled(Function<Place, String> places) {
        Map<String, String> filled = new HashMap<>();
        headers.forEach((name, value) -> filled.put(name, fill(value, places)));
        return new Template(method, fill(path, places), filled, body.map(text -> fill(text, places)));
    }

    Template marked() {
        return filled(Place::marked);
    }

    /** As it goes over the wire, places not filled in. */
    String raw(String authority, Optional<String> key) {
        StringBuilder text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(authority);
        key.ifPresent(known -> text.append("\r\nAuthorization: Bearer ").append(known));
        headers.forEach((name, value) -> text.append("\r\n").append(name).append(": ").append(value));
        body.ifPresent(json -> text.append(headers.containsKey("Content-Type") ? "" : "\r\nContent-Type: application/json")
                .append("\r\nContent-Length: ")
                .append(fill(json, Place::marked).getBytes(StandardCharsets.UTF_8).length));
        return text.append("\r\n\r\n").append(body.orElse("")).toString();
    }

    static String fill(String text, Function<Place, String> places) {
        String filled = text;
        for (Place place : Place.values()) {
            if (filled.contains(place.token())) {
                filled = filled.replace(place.token(), places.apply(place));
            }
        }
        return filled;
    }
}

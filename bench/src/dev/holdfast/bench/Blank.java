package dev.holdfast.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as it goes over the wire, whose places are overwritten in a copy: what stands there is always of one length. */
final class Blank {
    private static final Pattern TOKEN = Pattern.compile("@([A-Z]+)@");

    private record Spot(int at, Place place) {}

    private final byte[] bytes;
    private final List<Spot> spots = new ArrayList<>();

    /** @param raw with places as {@link Place#token} has them */
    Blank(String raw) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(raw.length());
        Matcher token = TOKEN.matcher(raw);
        int from = 0;
        while (token.find()) {
            whole.writeBytes(raw.substring(from, token.start()).getBytes(StandardCharsets.UTF_8));
            Place place = Place.valueOf(token.group(1));
            spots.add(new Spot(whole.size(), place));
            whole.writeBytes(place.marked().getBytes(StandardCharsets.UTF_8));
            from = token.end();
        }
        whole.writeBytes(raw.substring(from).getBytes(StandardCharsets.UTF_8));
        bytes = whole.toByteArray();
    }

    /** @param places a number of as many digits as the place's mark for each */
    byte[] filled(Function<Place, Long> places) {
        byte[] request = bytes.clone();
        for (Spot spot : spots) {
            byte[] digits = Long.toString(places.apply(spot.place)).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(digits, 0, request, spot.at, digits.length);
        }
        return request;
    }
}

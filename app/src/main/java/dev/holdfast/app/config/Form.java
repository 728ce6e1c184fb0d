package dev.holdfast.app.config;

import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting is read.
 *
 * @param accepts what is right, for a message and the documentation, such as {@code a whole number, 1 to 100}
 * @param reader the value of a text; empty when the text is wrong
 */
public record Form<T>(String accepts, Function<String, Optional<T>> reader) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.%]{2,64}]?");

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    Optional<T> read(String text) {
        return reader.apply(text);
    }

    public static Form<String> text() {
        return new Form<>("text", Optional::of);
    }

    public static Form<String> matching(String accepts, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new Form<>(
                accepts,
                text -> Optional.of(text).filter(it -> compiled.matcher(it).matches()));
    }

    public static Form<String> host() {
        return new Form<>(
                "a host name or an address",
                text -> Optional.of(text).filter(it -> HOST.matcher(it).matches()));
    }

    public static Form<Integer> integer(int min, int max) {
        return new Form<>("a whole number, " + min + " to " + max, text -> {
            try {
                return Optional.of(Integer.valueOf(text)).filter(number -> number >= min && number <= max);
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        });
    }

    /** A port to connect to or to listen on. */
    public static Form<Integer> port() {
        return new Form<>("a port, 1 to 65535", integer(1, 65_535).reader());
    }

    public static Form<Boolean> flag() {
        return new Form<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    public static Form<Duration> duration(Duration min, Duration max) {
        return new Form<>(
                "a duration such as 500ms, 30s, 15m, 2h or 7d, " + Durations.format(min) + " to "
                        + Durations.format(max),
                text -> Durations.parse(text)
                        .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0));
    }

    /** A duration, or none at all. */
    public static Form<Duration> durationOrZero(Duration min, Duration max) {
        Form<Duration> some = duration(min, max);
        return new Form<>(
                some.accepts() + ", or 0",
                text -> Durations.parse(text).filter(Duration::isZero).or(() -> some.read(text)));
    }

    /** A number of bytes. */
    public static Form<Long> size(long min, long max) {
        return new Form<>(
                "a size such as 512KiB or 16MiB, " + Sizes.format(min) + " to " + Sizes.format(max),
                text -> Sizes.parse(text).filter(bytes -> bytes >= min && bytes <= max));
    }

    public static <E extends Enum<E>> Form<E> choice(Class<E> type) {
        E[] values = type.getEnumConstants();
        String names = Arrays.stream(values).map(Form::nameOf).collect(Collectors.joining(", "));
        return new Form<>(
                "one of " + names,
                text -> Arrays.stream(values)
                        .filter(value -> nameOf(value).equalsIgnoreCase(text))
                        .findFirst());
    }

    /** {@code ~} at the beginning stands for the user's home folder. */
    public static Form<Path> path() {
        return new Form<>("a path", text -> {
            try {
                Path path = text.equals("~") || text.startsWith("~/")
                        ? Path.of(System.getProperty("user.home", "."), text.substring(1))
                        : Path.of(text);
                return Optional.of(path.toAbsolutePath().normalize());
            } catch (InvalidPathException malformed) {
                return Optional.empty();
            }
        });
    }

    /** Several of {@code item}, separated by commas, or a list in the file. */
    public static <T> Form<List<T>> list(Form<T> item) {
        return new Form<>("a comma-separated list, each " + item.accepts(), text -> {
            List<T> values = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                if (part.isBlank()) {
                    continue;
                }
                Optional<T> value = item.read(part.strip());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            return Optional.of(List.copyOf(values));
        });
    }

    public static Form<Secret> secret(int minimum) {
        return new Form<>(
                minimum > 1 ? "at least " + minimum + " characters" : "text",
                text -> Optional.of(text).filter(it -> it.length() >= minimum).map(Secret::new));
    }

    public static Form<ApiKeyToken> apiKey() {
        return new Form<>(
                "an API key as `holdfast keys generate` prints it (hf_live_..., with a right checksum)",
                ApiKeyToken::parse);
    }

    public static Form<TenantId> tenant() {
        return new Form<>("1 to 63 of a-z, 0-9 and '-', beginning with a letter or a digit", text -> {
            try {
                return Optional.of(new TenantId(text));
            } catch (InvalidInput malformed) {
                return Optional.empty();
            }
        });
    }

    /** When something is done again and again; empty for never. */
    public static Form<Optional<Timetable>> timetable() {
        Form<Duration> interval = duration(Duration.ofMinutes(1), Duration.ofDays(31));
        return new Form<>(
                "a time of day (UTC) such as 03:30, or an interval such as 6h, "
                        + Durations.format(Duration.ofMinutes(1)) + " to " + Durations.format(Duration.ofDays(31))
                        + ", or off",
                text -> {
                    if (text.equalsIgnoreCase("off")) {
                        return Optional.of(Optional.empty());
                    }
                    if (TIME_OF_DAY.matcher(text).matches()) {
                        return Optional.of(Optional.of(new Timetable.Daily(LocalTime.parse(text))));
                    }
                    Optional<Duration> every = interval.read(text);
                    return every.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Optional.of(new Timetable.Every(every.get())));
                });
    }

    static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

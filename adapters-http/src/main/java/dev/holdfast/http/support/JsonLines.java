package dev.holdfast.http.support;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A body of JSON texts, one in each line that is not blank. Each is read only when it is asked for, so what becomes of the others takes
 * no memory meanwhile, and a line that is wrong says nothing of the others.
 */
public final class JsonLines {
    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int MAX_VALUES = 200_000;

    private final byte[] bytes;

    JsonLines(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The lines, each time they are walked anew.
     *
     * @param shape of each line
     * @param maxTextBytes of a text in a line
     * @param sound what becomes of the record of a line with that number, from 1; an {@link InvalidInput} makes it a wrong one
     * @param wrong what becomes of a line with that number that cannot be read, and why
     */
    public <T> Iterable<T> read(
            RecordShape shape, int maxTextBytes, Take<Object, T> sound, Take<List<Violation>, T> wrong) {
        return () -> new Lines<>((number, line) -> {
            try {
                return sound.take(number, JsonReader.read(line, shape, MAX_VALUES, maxTextBytes));
            } catch (Refusal malformed) {
                return wrong.take(number, violations(malformed));
            } catch (InvalidInput broken) {
                return wrong.take(number, broken.violations());
            }
        });
    }

    /** Takes what a line holds. */
    @FunctionalInterface
    public interface Take<V, T> {
        T take(int line, V value);
    }

    private static List<Violation> violations(Refusal malformed) {
        return malformed.faults().isEmpty()
                ? List.of(new Violation("", "malformed", malformed.getMessage()))
                : malformed.faults().stream()
                        .map(fault -> new Violation(fault.pointer().orElse(""), fault.code(), fault.message()))
                        .toList();
    }

    private final class Lines<T> implements Iterator<T> {
        private final Take<byte[], T> how;
        private int at;
        private int number;

        Lines(Take<byte[], T> how) {
            this.how = how;
        }

        @Override
        public boolean hasNext() {
            while (at < bytes.length && isBlank(bytes[at])) {
                if (bytes[at] == '\n') {
                    number++;
                }
                at++;
            }
            return at < bytes.length;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOfRange(bytes, at, end);
            at = end + 1;
            number++;
            return how.take(number, line);
        }

        private static boolean isBlank(byte b) {
            return b == ' ' || b == '\t' || b == '\r' || b == '\n';
        }
    }
}

package dev.holdfast.domain.recall;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A passage as something said by someone at some time.
 *
 * @param day when it was said: as its text or metadata say, else its date
 * @param start where in its text the words begin, after date and name
 */
record Utterance(Optional<Speaker> speaker, LocalDate day, int start) {
    /** A date in brackets, or one followed by a colon, a dash or a space, before anything else. */
    private static final Pattern STAMP = Pattern.compile("\\s*(?:\\[[^]\\n]{4,60}]|\\([^)\\n]{4,60}\\)"
            + "|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{4,15}(?:Z|[+-][0-9:]{4,6})?)?\\b"
            + "|[A-Z0-9][^\\n\\[(|]{0,40}?\\b(?:19|20)[0-9]{2}\\b(?:,? (?:at )?[0-9]{1,2}:[0-9]{2}(?: ?[AaPp][Mm])?)?"
            + "(?=\\s?[-\u2013\u2014|:\\n]))[\\s:|\u2013\u2014-]*");

    static Utterance of(Passage passage) {
        return of(passage, true);
    }

    /** Of a passage whose text names no speaker, however it begins. */
    static Utterance ofPaper(Passage passage) {
        return of(passage, false);
    }

    private static Utterance of(Passage passage, boolean speaking) {
        String text = passage.text();
        Optional<Speaker> speaker = Speaker.in(passage.attribution());
        Optional<LocalDate> day =
                passage.attribution().days().flatMap(told -> day(told).stream()).findFirst();
        int start = 0;
        if (maybeStamp(text)) {
            Matcher stamp = STAMP.matcher(text).region(0, Math.min(text.length(), 128));
            if (stamp.lookingAt()) {
                Optional<LocalDate> written = day(text.substring(0, stamp.end()));
                if (written.isPresent()) {
                    start = stamp.end();
                    day = day.or(() -> written);
                }
            }
        }
        Optional<Matcher> name = speaking ? Speaker.speaking(text, start) : Optional.empty();
        if (name.isPresent()) {
            start = name.get().end();
            speaker = speaker.or(() -> name.map(Speaker::of));
        }
        return new Utterance(
                speaker,
                day.orElseGet(() -> passage.date().atZone(ZoneOffset.UTC).toLocalDate()),
                start);
    }

    /** Cheap, because most passages have none. */
    private static boolean maybeStamp(String text) {
        for (int i = 0; i < Math.min(text.length(), 64); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    private static Optional<LocalDate> day(String text) {
        return Dates.writtenIn(text).stream()
                .filter(span -> !span.everyYear() && span.from().equals(span.to()))
                .findFirst()
                .map(TimeSpan::from);
    }
}

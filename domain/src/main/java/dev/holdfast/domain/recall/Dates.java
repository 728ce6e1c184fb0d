package dev.holdfast.domain.recall;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as English texts write them. Day and month in figures alone ("3/4/2023") are not read: half the world means the other. */
final class Dates {
    private static final String MONTH =
            "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
                    + "|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?";
    private static final String DAY = "\\b([0-3]?[0-9])(?:st|nd|rd|th)?";
    private static final String YEAR = "((?:19|20)[0-9]{2})\\b";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Each with the groups it has of: year, month, day. Earlier ones win over later ones that overlap. */
    private enum Form {
        ISO("\\b((?:19|20)[0-9]{2})[-/]([01]?[0-9])(?:[-/]([0-3]?[0-9]))?(?![0-9])", 1, 2, 3),
        DAY_MONTH(DAY + "(?: of)?[ -]" + MONTH + "(?:,?[ -]" + YEAR + ")?", 3, 2, 1),
        MONTH_YEAR("\\b" + MONTH + ",? (?:of )?" + YEAR, 2, 1, 0),
        MONTH_DAY("\\b" + MONTH + " " + DAY + "\\b(?:,? " + YEAR + ")?", 3, 1, 2),
        IN_MONTH("\\b(?:in|of|since|until|during|last|next|this|by|before|after|late|early|mid)[ -]" + MONTH, 0, 1, 0),
        ONLY_YEAR("\\b" + YEAR, 1, 0, 0);

        private final Pattern pattern;
        private final int year;
        private final int month;
        private final int day;

        Form(String regex, int year, int month, int day) {
            this.pattern = Pattern.compile(regex);
            this.year = year;
            this.month = month;
            this.day = day;
        }

        private Optional<TimeSpan> read(MatchResult match) {
            return TimeSpan.of(number(match, year), month(match), number(match, day));
        }

        private int month(MatchResult match) {
            if (month == 0 || match.group(month) == null) {
                return 0;
            }
            String text = match.group(month);
            return Character.isDigit(text.charAt(0))
                    ? Integer.parseInt(text)
                    : MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        }

        private static int number(MatchResult match, int group) {
            return group == 0 || match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
        }
    }

    private static final Pattern AGO =
            Pattern.compile("\\b(an?|one|two|three|four|five|six|[0-9]{1,3}) (day|week|month|year)s? ago\\b");
    private static final Pattern RELATIVE =
            Pattern.compile("\\b(last|this|next) (week|month|year|mon|tues|wednes|thurs|fri|satur|sun)(day)?\\b");
    private static final Pattern DAYS = Pattern.compile("\\b(today|tonight|yesterday|tomorrow)\\b");
    private static final List<String> NUMBERS = List.of("zero", "one", "two", "three", "four", "five", "six");
    private static final List<String> WEEKDAYS = List.of("mon", "tues", "wednes", "thurs", "fri", "satur", "sun");

    private Dates() {}

    /** The dates that are written out, in no order. */
    static List<TimeSpan> writtenIn(String text) {
        List<TimeSpan> found = new ArrayList<>(1);
        StringBuilder rest = new StringBuilder(text);
        for (Form form : Form.values()) {
            Matcher matcher = form.pattern.matcher(rest.toString());
            while (matcher.find()) {
                form.read(matcher).ifPresent(found::add);
                rest.replace(matcher.start(), matcher.end(), "#".repeat(matcher.end() - matcher.start()));
            }
        }
        return found;
    }

    /** The dates that are told by the distance from {@code today}. */
    static List<TimeSpan> relativeIn(String text, LocalDate today) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<TimeSpan> found = new ArrayList<>(1);
        DAYS.matcher(lower).results().forEach(match -> {
            int days = switch (match.group(1)) {
                case "yesterday" -> -1;
                case "tomorrow" -> 1;
                default -> 0;
            };
            found.add(TimeSpan.between(today.plusDays(days), today.plusDays(days)));
        });
        AGO.matcher(lower).results().forEach(match -> found.add(ago(match, today)));
        RELATIVE.matcher(lower).results().forEach(match -> {
            int shift = List.of("last", "this", "next").indexOf(match.group(1)) - 1;
            found.add(relative(match.group(2), shift, today));
        });
        return found;
    }

    private static TimeSpan ago(MatchResult match, LocalDate today) {
        String count = match.group(1);
        int number = Character.isDigit(count.charAt(0)) ? Integer.parseInt(count) : Math.max(1, NUMBERS.indexOf(count));
        LocalDate day = switch (match.group(2)) {
            case "day" -> today.minusDays(number);
            case "week" -> today.minusWeeks(number);
            case "month" -> today.minusMonths(number);
            default -> today.minusYears(number);
        };
        return TimeSpan.between(day, day);
    }

    private static TimeSpan relative(String unit, int shift, LocalDate today) {
        return switch (unit) {
            case "week" -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .plusWeeks(shift);
                yield TimeSpan.between(monday, monday.plusDays(6));
            }
            case "month" -> {
                LocalDate first = today.withDayOfMonth(1).plusMonths(shift);
                yield TimeSpan.between(first, first.plusMonths(1).minusDays(1));
            }
            case "year" -> {
                LocalDate first = today.withDayOfYear(1).plusYears(shift);
                yield TimeSpan.between(first, first.plusYears(1).minusDays(1));
            }
            default -> {
                DayOfWeek wanted = DayOfWeek.of(WEEKDAYS.indexOf(unit) + 1);
                LocalDate day = shift < 0
                        ? today.with(TemporalAdjusters.previous(wanted))
                        : today.with(
                                shift == 0 ? TemporalAdjusters.nextOrSame(wanted) : TemporalAdjusters.next(wanted));
                yield TimeSpan.between(day, day);
            }
        };
    }
}

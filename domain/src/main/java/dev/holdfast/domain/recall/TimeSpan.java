package dev.holdfast.domain.recall;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Some days in a row.
 *
 * @param from the first day
 * @param to the last one
 * @param everyYear whether the same days of any year are meant, as by "in May"
 */
public record TimeSpan(LocalDate from, LocalDate to, boolean everyYear) {
    private static final int LEAP_YEAR = 2024;
    private static final double MIN_HALVING_DAYS = 7;

    static TimeSpan between(LocalDate from, LocalDate to) {
        return new TimeSpan(from, to, false);
    }

    /**
     * What a date means of which parts may be unknown.
     *
     * @param year 0 when unknown
     * @param month 0 when unknown
     * @param day 0 when unknown
     * @return empty when there is no such date
     */
    static Optional<TimeSpan> of(int year, int month, int day) {
        try {
            if (month == 0) {
                return Optional.of(between(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
            }
            YearMonth in = YearMonth.of(year == 0 ? LEAP_YEAR : year, month);
            LocalDate from = in.atDay(day == 0 ? 1 : day);
            return Optional.of(new TimeSpan(from, day == 0 ? in.atEndOfMonth() : from, year == 0));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    /** 1 for a day inside; outside it halves with every half of the span's length, and with every week for short spans. */
    double closeness(LocalDate day) {
        double halving = Math.max(MIN_HALVING_DAYS, (ChronoUnit.DAYS.between(from, to) + 1) / 2.0);
        return Math.pow(0.5, daysFrom(day) / halving);
    }

    private long daysFrom(LocalDate day) {
        if (!everyYear) {
            return distance(day, from, to);
        }
        int years = day.getYear() - from.getYear();
        long nearest = Long.MAX_VALUE;
        for (int shift = years - 1; shift <= years + 1; shift++) {
            nearest = Math.min(nearest, distance(day, from.plusYears(shift), to.plusYears(shift)));
        }
        return nearest;
    }

    private static long distance(LocalDate day, LocalDate from, LocalDate to) {
        return Math.max(0, Math.max(ChronoUnit.DAYS.between(day, from), ChronoUnit.DAYS.between(to, day)));
    }
}

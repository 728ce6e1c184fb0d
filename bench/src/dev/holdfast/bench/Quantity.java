package dev.holdfast.bench;

import java.util.Locale;

/**
 * A figure of this machine on this day, which says nothing by itself. It cannot be shown alone: only beside another of the same run, as
 * a {@link Ratio}.
 */
public final class Quantity {
    /** What is counted, and how it is written. */
    public enum Unit {
        PER_SECOND("%,.0f/s"),
        MILLISECONDS("%.2f ms"),
        SECONDS("%.2f s"),
        MEGABYTES("%.0f MB"),
        KILOBYTES("%.1f kB"),
        SHARE("%.3f"),
        COUNT("%.2f");

        private final String format;

        Unit(String format) {
            this.format = format;
        }
    }

    private final double value;
    private final Unit unit;

    private Quantity(double value, Unit unit) {
        this.value = value;
        this.unit = unit;
    }

    public static Quantity of(double value, Unit unit) {
        return new Quantity(value, unit);
    }

    static Quantity perSecond(double value) {
        return new Quantity(value, Unit.PER_SECOND);
    }

    static Quantity milliseconds(double value) {
        return new Quantity(value, Unit.MILLISECONDS);
    }

    static Quantity megabytes(long bytes) {
        return new Quantity(bytes / (1024.0 * 1024), Unit.MEGABYTES);
    }

    /** @param whose the other is */
    public Ratio to(Quantity other, String whose) {
        if (other.unit != unit) {
            throw new BenchException(unit + " cannot be compared with " + other.unit);
        }
        return new Ratio(value / other.value, this, other, whose);
    }

    double value() {
        return value;
    }

    Unit unit() {
        return unit;
    }

    /** For {@link Ratio}, which shows two. */
    String beside() {
        return String.format(Locale.ROOT, unit.format, value);
    }

    @Override
    public String toString() {
        throw new BenchException("a figure of one machine is not shown without what it is compared with");
    }
}

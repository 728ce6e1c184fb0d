package dev.holdfast.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One figure beside another of the same run.
 *
 * @param whose the other figure is: "pgbench", "goal"
 */
public record Ratio(double value, Quantity figure, Quantity other, String whose) {
    /** Such as {@code 0.37}. */
    public String text() {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    /** What it was made of. */
    public String figures() {
        return figure.beside() + " of " + other.beside();
    }

    @Override
    public String toString() {
        return text() + " of " + whose + " (" + figures() + ")";
    }

    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ratio", value);
        all.put("to", whose);
        all.put("figure", figure.value());
        all.put("other", other.value());
        all.put("unit", figure.unit().name().toLowerCase(Locale.ROOT));
        return all;
    }
}

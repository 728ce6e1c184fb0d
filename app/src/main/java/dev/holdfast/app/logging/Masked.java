package dev.holdfast.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.util.regex.Pattern;

/** A part of a line without the API keys that are in it. No line should ever carry one: this is the net under that rule. */
final class Masked extends CompositeConverter<ILoggingEvent> {
    /** Its name in a pattern. */
    static final String WORD = "masked";

    static final String API_KEY = "hf_[a-z]{2,8}_[0-9a-z]{25}_[0-9a-z]{50}_[0-9a-z]{7}";
    static final String MASK = "[redacted API key]";

    private static final String BEGINNING = "hf_";
    private static final Pattern KEYS = Pattern.compile(API_KEY);

    @Override
    protected String transform(ILoggingEvent line, String text) {
        // Hardly any line has one, and to look for its beginning is far quicker.
        return text.contains(BEGINNING) ? KEYS.matcher(text).replaceAll(MASK) : text;
    }
}

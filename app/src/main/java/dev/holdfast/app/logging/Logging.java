package dev.holdfast.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.holdfast.app.config.LogConfig;
import dev.holdfast.app.config.LogFormat;
import dev.holdfast.app.config.LogLevel;
import dev.holdfast.postgres.support.StatementStatistics;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import org.slf4j.LoggerFactory;

/**
 * The log: to standard error, because standard output is for results. Set up in code, because reading logback's XML would take a
 * good part of the start.
 */
public final class Logging {
    /** With empty braces, because logback takes a percent sign right after a parenthesis for itself. */
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %-24.24logger{0} %masked(%msg %kvp{NONE}){}%n%masked(%ex){}%nopex";

    private static final String REQUESTS = "dev.holdfast.http.requests";

    private Logging() {}

    /** As a server logs. */
    public static void configure(LogConfig config) {
        configure(config.format(), levelOf(config.level()), libraries(config.level()));
        writeRequestsAside(config.format());
        if (config.statements()) {
            ((Logger) LoggerFactory.getLogger(StatementStatistics.VERBOSE)).setLevel(Level.DEBUG);
        }
    }

    /** As a command logs that is over soon: only what went wrong, unless it should say more. */
    public static void configureForCommand(boolean verbose) {
        configure(LogFormat.TEXT, verbose ? Level.DEBUG : Level.ERROR, verbose ? Level.INFO : Level.OFF);
    }

    private static void configure(LogFormat format, Level own, Level libraries) {
        LoggerContext context = context();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(libraries);
        root.addAppender(console(format));
        context.getLogger("dev.holdfast").setLevel(own);
    }

    private static Appender<ILoggingEvent> console(LogFormat format) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context());
        console.setTarget("System.err");
        console.setEncoder(encoder(format, context()));
        console.start();
        return console;
    }

    /**
     * Writing takes a lock and a system call, and all requests would meet there. Whatever else is logged is written before its caller
     * goes on.
     */
    private static void writeRequestsAside(LogFormat format) {
        LinesAside aside = new LinesAside(encoder(format, context()));
        aside.setContext(context());
        aside.start();
        Logger requests = context().getLogger(REQUESTS);
        requests.setAdditive(false);
        requests.addAppender(aside);
    }

    /** Writes the lines of requests that are not written yet. None are afterwards. */
    public static void end() {
        context().getLogger(REQUESTS).detachAndStopAllAppenders();
    }

    private static LoggerContext context() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            return context;
        }
        throw new IllegalStateException("another log library than logback is on the class path");
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        return switch (format) {
            case TEXT -> {
                PatternLayout layout = new PatternLayout();
                layout.setContext(context);
                layout.getInstanceConverterMap().put(Masked.WORD, Masked::new);
                layout.setPattern(PATTERN);
                layout.start();
                LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
                text.setContext(context);
                text.setLayout(layout);
                text.start();
                yield text;
            }
            case JSON -> {
                MaskingJsonGeneratorDecorator mask = new MaskingJsonGeneratorDecorator();
                mask.addValueMask(new MaskingJsonGeneratorDecorator.ValueMask(Masked.API_KEY, Masked.MASK));
                mask.start();
                LogstashEncoder json = new LogstashEncoder();
                json.setContext(context);
                json.addDecorator(mask);
                json.start();
                yield json;
            }
        };
    }

    private static Level levelOf(LogLevel level) {
        return Level.toLevel(level.name());
    }

    private static Level libraries(LogLevel own) {
        return switch (own) {
            case ERROR -> Level.ERROR;
            case WARN, INFO, DEBUG -> Level.WARN;
            case TRACE -> Level.DEBUG;
        };
    }
}

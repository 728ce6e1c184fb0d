package dev.holdfast.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
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
    /** No line should ever carry an API key; this is the net under that rule. */
    private static final String API_KEY = "hf_[a-z]{2,8}_[0-9a-z]{25}_[0-9a-z]{50}_[0-9a-z]{7}";

    private static final String MASK = "[redacted API key]";
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-24.24logger{0} %replace(%msg %kvp{NONE}){'"
            + API_KEY + "','" + MASK + "'}%n" + "%replace(%ex){'" + API_KEY + "','" + MASK + "'}%nopex";

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
                PatternLayoutEncoder text = new PatternLayoutEncoder();
                text.setContext(context);
                text.setPattern(PATTERN);
                text.start();
                yield text;
            }
            case JSON -> {
                MaskingJsonGeneratorDecorator mask = new MaskingJsonGeneratorDecorator();
                mask.addValueMask(new MaskingJsonGeneratorDecorator.ValueMask(API_KEY, MASK));
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

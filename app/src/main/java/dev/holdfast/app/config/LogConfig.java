package dev.holdfast.app.config;

import java.util.List;

/**
 * The log, which goes to standard error.
 *
 * @param statements whether every statement to the store is logged, whatever the level
 */
public record LogConfig(LogFormat format, LogLevel level, boolean statements) {

    static final Setting<LogFormat> FORMAT = Setting.of(
            "log.format",
            "HOLDFAST_LOG_FORMAT",
            Form.choice(LogFormat.class),
            new Default.PerProfile("text", "text", "json"),
            "How log lines look: `text` for people, `json` for machines.");

    static final Setting<LogLevel> LEVEL = Setting.of(
            "log.level",
            "HOLDFAST_LOG_LEVEL",
            Form.choice(LogLevel.class),
            "info",
            "The least important lines that are logged. Libraries log warnings only, unless it is `trace`.");

    static final Setting<Boolean> STATEMENTS = Setting.of(
            "log.statements",
            "HOLDFAST_LOG_STATEMENTS",
            Form.flag(),
            "false",
            "Logs every statement to the database: its name, its time and its rows, never what it was called with.");

    static final Section SECTION = new Section("Log", List.of(FORMAT, LEVEL, STATEMENTS));

    static LogConfig of(Values values) {
        return new LogConfig(values.get(FORMAT), values.get(LEVEL), values.get(STATEMENTS));
    }
}

package dev.holdfast.app.config;

/** The least important lines of Holdfast itself that are logged. Libraries log warnings, and more at {@code TRACE} only. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}

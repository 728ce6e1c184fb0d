package dev.holdfast.app.config;

/** How log lines look. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** For machines: one JSON object per line. */
    JSON
}

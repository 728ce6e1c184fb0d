package dev.holdfast.app.config;

/** A set of defaults. */
public enum Profile {
    /** One person's machine: small, patient with nobody, talkative. */
    DEVELOPMENT,
    /** Automated tests: smaller still, quick to give up. */
    TEST,
    /** A server that others depend on. */
    PRODUCTION
}

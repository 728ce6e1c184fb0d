package dev.holdfast.app.cli;

/** What the exit codes of the program mean. */
final class ExitCode {
    static final int OK = 0;
    /** Something was checked or looked for, and is not as it should be. */
    static final int CHECK_FAILED = 1;
    /** The command line or the configuration is wrong. */
    static final int USAGE = 2;
    /** The database, a port or a file cannot be had. */
    static final int UNAVAILABLE = 3;

    private ExitCode() {}
}

package dev.holdfast.app.config;

/** How the connection to the database is protected, with PostgreSQL's own meanings. */
public enum SslMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** The word of PostgreSQL. */
    public String wireName() {
        return Form.nameOf(this);
    }
}

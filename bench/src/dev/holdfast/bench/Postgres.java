package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.Map;

/** The PostgreSQL that a run is about. */
interface Postgres {
    String SUPERUSER = "postgres";
    String DATABASE = "postgres";

    int port();

    /** Of the superuser. */
    String password();

    /** What it writes down. */
    Path log();

    long pid();

    /** What the server has to be told to use it. */
    Map<String, String> environment();
}

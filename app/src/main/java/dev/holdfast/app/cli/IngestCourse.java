package dev.holdfast.app.cli;

import java.util.List;
import java.util.Map;

/** What is done with files as they are read. */
interface IngestCourse extends FileReading.Sink {
    /** There is no such collection yet. */
    void create(String collection);

    /** All files are read. */
    void end();

    /** A document whose file is not among those that are ingested. */
    void missing(String name);

    /** How many of what. */
    Map<String, Integer> counts();

    /** What went wrong, each with its file. */
    List<String> errors();
}

/** Graphs in PostgreSQL. */
@NullMarked
package dev.holdfast.postgres.graph;

import org.jspecify.annotations.NullMarked;

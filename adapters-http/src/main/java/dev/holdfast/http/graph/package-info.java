/** Graphs for clients of the official memory server. */
@NullMarked
package dev.holdfast.http.graph;

import org.jspecify.annotations.NullMarked;

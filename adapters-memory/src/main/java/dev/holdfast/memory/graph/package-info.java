/** Graphs in collections. */
@NullMarked
package dev.holdfast.memory.graph;

import org.jspecify.annotations.NullMarked;

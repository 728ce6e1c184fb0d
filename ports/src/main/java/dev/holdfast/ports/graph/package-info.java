/** The use cases of graphs. */
@NullMarked
package dev.holdfast.ports.graph;

import org.jspecify.annotations.NullMarked;

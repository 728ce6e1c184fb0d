/** Memories, kept in collections. */
@NullMarked
package dev.holdfast.memory.memory;

import org.jspecify.annotations.NullMarked;

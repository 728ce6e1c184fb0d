/** Finding passages in collections: words are counted when they are asked for. */
@NullMarked
package dev.holdfast.memory.recall;

import org.jspecify.annotations.NullMarked;

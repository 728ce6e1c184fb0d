/** Use cases of memories. */
@NullMarked
package dev.holdfast.ports.memory;

import org.jspecify.annotations.NullMarked;

/** Collections and documents, kept in collections. */
@NullMarked
package dev.holdfast.memory.knowledge;

import org.jspecify.annotations.NullMarked;

/** The audit, kept in collections. */
@NullMarked
package dev.holdfast.memory.audit;

import org.jspecify.annotations.NullMarked;

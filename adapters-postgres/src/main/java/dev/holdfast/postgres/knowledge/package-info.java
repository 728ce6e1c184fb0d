/** Collections and documents in PostgreSQL. */
@NullMarked
package dev.holdfast.postgres.knowledge;

import org.jspecify.annotations.NullMarked;

/** Copies of a whole database in a file, and the way back. */
@NullMarked
package dev.holdfast.postgres.backup;

import org.jspecify.annotations.NullMarked;

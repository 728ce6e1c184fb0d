/** Storage in plain Java collections: the same laws as PostgreSQL, and gone when the process ends. */
@NullMarked
package dev.holdfast.memory;

import org.jspecify.annotations.NullMarked;

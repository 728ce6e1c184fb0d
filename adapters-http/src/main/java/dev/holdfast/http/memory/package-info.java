/** The endpoints of memories. */
@NullMarked
package dev.holdfast.http.memory;

import org.jspecify.annotations.NullMarked;

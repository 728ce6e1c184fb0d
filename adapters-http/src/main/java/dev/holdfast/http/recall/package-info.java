/** The endpoints that ask: recall, and the searches of memories and collections. */
@NullMarked
package dev.holdfast.http.recall;

import org.jspecify.annotations.NullMarked;

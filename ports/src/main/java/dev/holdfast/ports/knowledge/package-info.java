/** Use cases of collections and documents. */
@NullMarked
package dev.holdfast.ports.knowledge;

import org.jspecify.annotations.NullMarked;

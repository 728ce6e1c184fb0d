/** The endpoints of collections and documents. */
@NullMarked
package dev.holdfast.http.knowledge;

import org.jspecify.annotations.NullMarked;

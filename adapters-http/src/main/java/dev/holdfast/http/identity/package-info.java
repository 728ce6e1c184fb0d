/** The endpoints of API keys, and of asking who one is. */
@NullMarked
package dev.holdfast.http.identity;

import org.jspecify.annotations.NullMarked;

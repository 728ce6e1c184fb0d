/** The HTTP adapter: everything a caller can reach over the network. {@link dev.holdfast.http.HttpAdapter} puts it together. */
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;

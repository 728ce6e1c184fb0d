/** Health, metrics, and the documentation the server gives of itself. */
@NullMarked
package dev.holdfast.http.operations;

import org.jspecify.annotations.NullMarked;

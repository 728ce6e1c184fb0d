/** Value types and errors that every bounded context uses. */
@NullMarked
package dev.holdfast.domain.shared;

import org.jspecify.annotations.NullMarked;

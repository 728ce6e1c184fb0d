/** What an operator asks of a store: which version its schema has, and how it came there. */
@NullMarked
package dev.holdfast.domain.operations;

import org.jspecify.annotations.NullMarked;

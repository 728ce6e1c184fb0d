/** What an operator can be told of a store in memory. */
@NullMarked
package dev.holdfast.memory.operations;

import org.jspecify.annotations.NullMarked;

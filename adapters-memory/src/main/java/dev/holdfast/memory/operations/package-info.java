/** What the operator of a storage in collections can be told. */
@NullMarked
package dev.holdfast.memory.operations;

import org.jspecify.annotations.NullMarked;

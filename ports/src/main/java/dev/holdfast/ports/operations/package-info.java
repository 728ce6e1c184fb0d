/** What the operator of a server asks of its adapters. */
@NullMarked
package dev.holdfast.ports.operations;

import org.jspecify.annotations.NullMarked;

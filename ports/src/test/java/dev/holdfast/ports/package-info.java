/** What the laws of the use cases stand on, for any storage. */
@NullMarked
package dev.holdfast.ports;

import org.jspecify.annotations.NullMarked;

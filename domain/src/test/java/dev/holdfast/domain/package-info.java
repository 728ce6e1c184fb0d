/** What the laws of the domain stand on, for any storage. */
@NullMarked
package dev.holdfast.domain;

import org.jspecify.annotations.NullMarked;

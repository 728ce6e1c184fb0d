/** The running server: start, background work, shutdown. */
@NullMarked
package dev.holdfast.app.serve;

import org.jspecify.annotations.NullMarked;

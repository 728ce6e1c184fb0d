/** The program: its entry point and what the rest of it shares. */
@NullMarked
package dev.holdfast.app;

import org.jspecify.annotations.NullMarked;

/** How the program logs. */
@NullMarked
package dev.holdfast.app.logging;

import org.jspecify.annotations.NullMarked;

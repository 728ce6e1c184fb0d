/** Files of what retention removed. */
@NullMarked
package dev.holdfast.app.archive;

import org.jspecify.annotations.NullMarked;

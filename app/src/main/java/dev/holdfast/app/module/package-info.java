/** How the parts are put together. */
@NullMarked
package dev.holdfast.app.module;

import org.jspecify.annotations.NullMarked;

/** What an operator can set: every setting declared once, read from flags, environment and file, checked all at once. */
@NullMarked
package dev.holdfast.app.config;

import org.jspecify.annotations.NullMarked;

/** Looks whether everything a server needs is there, and says what to do when it is not. */
@NullMarked
package dev.holdfast.app.doctor;

import org.jspecify.annotations.NullMarked;

/** Which store the server works on, behind one door. */
@NullMarked
package dev.holdfast.app.storage;

import org.jspecify.annotations.NullMarked;

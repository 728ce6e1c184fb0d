/** A PostgreSQL of one's own: unpacked, created, started, watched and stopped inside the home folder. */
@NullMarked
package dev.holdfast.app.embedded;

import org.jspecify.annotations.NullMarked;

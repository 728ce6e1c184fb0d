/** The secret that is kept outside the database, and the keys derived from it. */
@NullMarked
package dev.holdfast.app.secrets;

import org.jspecify.annotations.NullMarked;

/** The endpoints of the audit. */
@NullMarked
package dev.holdfast.http.audit;

import org.jspecify.annotations.NullMarked;

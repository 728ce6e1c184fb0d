/** Use cases of the audit: reading, sealing, verifying. */
@NullMarked
package dev.holdfast.ports.audit;

import org.jspecify.annotations.NullMarked;

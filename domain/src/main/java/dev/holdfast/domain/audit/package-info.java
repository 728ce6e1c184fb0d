/** The append-only record of changes and refusals, chained by hash per tenant. */
@NullMarked
package dev.holdfast.domain.audit;

import org.jspecify.annotations.NullMarked;

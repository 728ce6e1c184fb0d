/** What every repository in memory is made of: tables, transactions, idempotency. */
@NullMarked
package dev.holdfast.memory.support;

import org.jspecify.annotations.NullMarked;

/** How every statement reaches PostgreSQL: connections, transactions, tenant, deadline, retry, errors, types. */
@NullMarked
package dev.holdfast.postgres.support;

import org.jspecify.annotations.NullMarked;

/** Tenants and API keys in PostgreSQL. */
@NullMarked
package dev.holdfast.postgres.identity;

import org.jspecify.annotations.NullMarked;

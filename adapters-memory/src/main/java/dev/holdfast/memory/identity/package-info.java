/** Tenants and API keys, kept in collections. */
@NullMarked
package dev.holdfast.memory.identity;

import org.jspecify.annotations.NullMarked;

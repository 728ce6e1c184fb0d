/** Use cases of tenants and API keys, and the check of a credential. */
@NullMarked
package dev.holdfast.ports.identity;

import org.jspecify.annotations.NullMarked;

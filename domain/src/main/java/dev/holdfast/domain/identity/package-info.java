/** Who may call: tenants, API keys, roles and their permissions. */
@NullMarked
package dev.holdfast.domain.identity;

import org.jspecify.annotations.NullMarked;

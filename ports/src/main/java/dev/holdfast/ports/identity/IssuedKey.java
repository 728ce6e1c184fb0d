package dev.holdfast.ports.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.shared.Secret;
import java.util.Optional;

/**
 * A new API key.
 *
 * @param token the whole credential, shown this once; empty when the answer repeats an earlier one, because nothing can show it
 *     again
 */
public record IssuedKey(ApiKey key, Optional<Secret> token) {}

package dev.holdfast.domain.identity;

/**
 * A key with what is needed to check its secret.
 *
 * @param secretHash keyed hash of the secret, lowercase hexadecimal; the secret itself is stored nowhere
 */
public record StoredApiKey(ApiKey key, String secretHash) {}

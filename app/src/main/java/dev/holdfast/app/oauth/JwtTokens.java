package dev.holdfast.app.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.AccessTokens;
import dev.holdfast.ports.identity.Caller;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks access tokens that are JSON web tokens (RFC 9068): signed by a key of the issuer with an algorithm of public keys, from that
 * issuer, for this server, good now. The algorithm is never taken from the token alone: the key decides what it can verify, and secrets
 * that both sides know are not accepted at all.
 */
public final class JwtTokens implements AccessTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final int MAX_SUBJECT = 180;
    /** How far the issuer's clock may be off. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final TokenRules rules;
    private final IssuerKeys keys;
    private final Predicate<TenantId> exists;
    private final Clock clock;
    private final JWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

    /** @param exists whether there is such a tenant */
    public JwtTokens(TokenRules rules, IssuerKeys keys, Predicate<TenantId> exists, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.exists = exists;
        this.clock = clock;
    }

    @Override
    public Caller caller(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            requireForm(parsed.getHeader());
            requireSignature(parsed);
            return caller(parsed.getJWTClaimsSet());
        } catch (ParseException | JOSEException | InvalidInput | IllegalArgumentException malformed) {
            throw new NotAuthenticated();
        }
    }

    private static void requireForm(JWSHeader header) {
        boolean typed = Optional.ofNullable(header.getType())
                .filter(type -> !TYPES.contains(type.getType().toLowerCase(Locale.ROOT)))
                .isEmpty();
        require(ALGORITHMS.contains(header.getAlgorithm()) && typed && header.getCriticalParams() == null);
    }

    private void requireSignature(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        List<JWK> candidates = candidates(header, keys.known());
        if (candidates.isEmpty()) {
            // The issuer may have begun to sign with a new key.
            candidates = candidates(header, keys.renewed());
        }
        for (JWK candidate : candidates) {
            if (candidate instanceof AsymmetricJWK key
                    && token.verify(verifiers.createJWSVerifier(header, key.toPublicKey()))) {
                return;
            }
        }
        throw new NotAuthenticated();
    }

    private static List<JWK> candidates(JWSHeader header, JWKSet known) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : new JWKSelector(matcher).select(known);
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        require(rules.issuer().toString().equals(claims.getIssuer()));
        require(claims.getAudience().contains(rules.audience()));
        require(expires != null && expires.toInstant().plus(SKEW).isAfter(now));
        require(begins == null || !begins.toInstant().minus(SKEW).isAfter(now));
        String subject = claims.getSubject();
        require(subject != null && !subject.isBlank() && subject.length() <= MAX_SUBJECT);
        TenantId tenant = tenant(claims);
        require(exists.test(tenant));
        Principal principal =
                Principal.granted(new PrincipalId(PrincipalId.TOKEN + subject), tenant, permissions(claims));
        return new Caller(principal, Optional.of(expires.toInstant().plus(SKEW)));
    }

    private TenantId tenant(JWTClaimsSet claims) throws ParseException {
        if (rules.tenantClaim().isEmpty()) {
            return rules.tenant();
        }
        String named = claims.getStringClaim(rules.tenantClaim().get());
        require(named != null);
        return new TenantId(String.valueOf(named));
    }

    /** {@code scope} is a text with blanks (RFC 8693), {@code scp} the same or a list, as some issuers write it. */
    private Set<Permission> permissions(JWTClaimsSet claims) throws ParseException {
        Set<Permission> granted = EnumSet.of(Permission.SELF_READ);
        Object scope = Optional.ofNullable(claims.getClaim("scope")).orElse(claims.getClaim("scp"));
        List<String> names = scope instanceof String text
                ? List.of(text.split(" ", -1))
                : scope instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of();
        names.forEach(name -> granted.addAll(rules.scopes().getOrDefault(name, Set.of())));
        return granted;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new NotAuthenticated();
        }
    }

    /** The scopes that allow what they are called, such as {@code memory:read}. */
    public static Map<String, Set<Permission>> ownScopes() {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission != Permission.SELF_READ)
                .collect(Collectors.toUnmodifiableMap(Permission::wireName, Set::of));
    }
}

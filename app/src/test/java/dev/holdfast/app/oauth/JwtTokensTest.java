package dev.holdfast.app.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.IssuerUnavailable;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.AccessTokensContract;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens of a real issuer are good, and which are not. */
final class JwtTokensTest implements AccessTokensContract {
    private static final TenantId ACME = new TenantId("acme");

    private final Issuer issuer = new Issuer();
    private final AtomicLong passed = new AtomicLong();
    private final IssuerKeys keys = new IssuerKeys(new IssuerOverHttp(issuer.uri(), Optional.empty()), passed::get);
    private final JwtTokens tokens = tokens(Optional.empty());

    private JwtTokens tokens(Optional<String> tenantClaim) {
        TokenRules rules = new TokenRules(issuer.uri(), Issuer.AUDIENCE, tenantClaim, ACME, JwtTokens.ownScopes());
        return new JwtTokens(rules, keys, ACME::equals, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Override
    public JwtTokens tokens() {
        return tokens;
    }

    @Override
    public String tokenOf(String subject) {
        return issuer.token(claims -> claims.subject(subject));
    }

    @Override
    public List<String> badTokens() {
        return List.of(
                "rubbish",
                issuer.token(claims -> claims.issuer("https://evil.example")),
                Issuer.signed(Issuer.newKey("first"), issuer.claims(UnaryOperator.identity())));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.caller(token)).isInstanceOf(NotAuthenticated.class);
    }

    @Test
    void aGoodTokenShouldSpeakForItsSubjectWithWhatItsScopesAllow() {
        Principal caller = tokens.caller(issuer.token(UnaryOperator.identity())).principal();

        assertThat(caller.id().value()).isEqualTo("token/alice");
        assertThat(caller.tenant()).isEqualTo(ACME);
        assertThat(caller.byToken()).isTrue();
        assertThat(caller.permissions())
                .containsExactlyInAnyOrder(Permission.SELF_READ, Permission.MEMORY_READ, Permission.MEMORY_WRITE);
        assertThat(caller.role()).isEqualTo(Role.READER);
        assertThat(tokens.caller(issuer.token(
                                claims -> claims.claim("scope", null).claim("scp", List.of("audit:read"))))
                        .principal()
                        .permissions())
                .containsExactlyInAnyOrder(Permission.SELF_READ, Permission.AUDIT_READ);
        assertThat(tokens.caller(issuer.token(claims -> claims.claim("scope", null)))
                        .principal()
                        .permissions())
                .containsExactly(Permission.SELF_READ);
        assertThat(tokens.caller(issuer.token(claims -> claims.audience(List.of("other", Issuer.AUDIENCE))))
                        .principal()
                        .tenant())
                .isEqualTo(ACME);
    }

    static Stream<Arguments> wrongClaims() {
        Instant now = Clock.systemUTC().instant();
        return Stream.<Map.Entry<String, UnaryOperator<JWTClaimsSet.Builder>>>of(
                        Map.entry("another issuer", claims -> claims.issuer("https://evil.example")),
                        Map.entry("no issuer", claims -> claims.issuer(null)),
                        Map.entry("another audience", claims -> claims.audience("https://other.example")),
                        Map.entry("no audience", claims -> claims.audience((String) null)),
                        Map.entry("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(60)))),
                        Map.entry("for ever", claims -> claims.expirationTime(null)),
                        Map.entry("not yet", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                        Map.entry("nobody", claims -> claims.subject(null)),
                        Map.entry("blank", claims -> claims.subject("  ")),
                        Map.entry("endless", claims -> claims.subject("x".repeat(500))))
                .map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aTokenThatSaysSomethingElseShouldBeRefused(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
        refused(issuer.token(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenShouldBeRefused(String text) {
        refused(text);
    }

    @Test
    void aTokenWithoutASignatureShouldBeRefused() {
        JWTClaimsSet claims = issuer.claims(UnaryOperator.identity());

        refused(Issuer.forged("{\"alg\":\"none\"}", claims, ""));
        refused(Issuer.forged("{\"alg\":\"RS256\",\"kid\":\"first\"}", claims, ""));
        refused(Issuer.forged("{\"alg\":\"RS256\",\"kid\":\"first\"}", claims, "AAAA"));
    }

    /** The public key is no secret: whoever signs with it as one must not be believed. */
    @Test
    void aTokenSignedWithThePublicKeyAsASecretShouldBeRefused() throws JOSEException {
        JWTClaimsSet claims = issuer.claims(UnaryOperator.identity());
        RSAKey shown = issuer.key().toPublicJWK();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(shown.toRSAPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();

        refused(Issuer.signed(new MACSigner(pem), header, claims));
        refused(Issuer.signed(new MACSigner(shown.toRSAPublicKey().getEncoded()), header, claims));
    }

    @Test
    void aTokenOfAnotherKeyShouldBeRefusedWhateverItCallsIt() throws JOSEException {
        RSAKey foreign = Issuer.newKey("first");

        refused(Issuer.signed(foreign, issuer.claims(UnaryOperator.identity())));
        JWSHeader bringsItsKey = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("first")
                .jwk(foreign.toPublicJWK())
                .build();
        refused(Issuer.signed(new RSASSASigner(foreign), bringsItsKey, issuer.claims(UnaryOperator.identity())));
    }

    @Test
    void aTokenOfAnotherTypeShouldBeRefused() throws JOSEException {
        JWSHeader logout = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("logout+jwt"))
                .keyID("first")
                .build();
        JWSHeader access = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("first")
                .build();
        RSASSASigner signer = new RSASSASigner(issuer.key());

        refused(Issuer.signed(signer, logout, issuer.claims(UnaryOperator.identity())));
        assertThat(tokens.caller(Issuer.signed(signer, access, issuer.claims(UnaryOperator.identity()))))
                .isNotNull();
    }

    @Test
    void theTenantShouldBeTheOneThatTheClaimNamesIfItExists() {
        JwtTokens byClaim = tokens(Optional.of("org"));

        assertThat(byClaim.caller(issuer.token(claims -> claims.claim("org", "acme")))
                        .principal()
                        .tenant())
                .isEqualTo(ACME);
        for (Object other : new Object[] {"nobody", "Not A Tenant", 7, List.of("acme")}) {
            assertThatThrownBy(() -> byClaim.caller(issuer.token(claims -> claims.claim("org", other))))
                    .isInstanceOf(NotAuthenticated.class);
        }
        assertThatThrownBy(() -> byClaim.caller(issuer.token(UnaryOperator.identity())))
                .isInstanceOf(NotAuthenticated.class);
    }

    @Test
    void aNewKeyShouldBeFetchedAndInventedOnesNotMakeTheIssuerBeAskedAgain() {
        tokens.caller(issuer.token(UnaryOperator.identity()));
        assertThat(issuer.asked()).isEqualTo(1);

        issuer.rotate("second");
        refused(issuer.token(UnaryOperator.identity()));
        assertThat(issuer.asked()).as("a moment ago").isEqualTo(1);

        passed.addAndGet(Duration.ofSeconds(11).toNanos());
        tokens.caller(issuer.token(UnaryOperator.identity()));
        assertThat(issuer.asked()).isEqualTo(2);
        RSAKey foreign = Issuer.newKey("foreign");
        for (int i = 0; i < 100; i++) {
            RSAKey invented = new RSAKey.Builder(foreign).keyID("invented " + i).build();
            refused(Issuer.signed(invented, issuer.claims(UnaryOperator.identity())));
        }
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void whileTheIssuerIsAwayItsKeysShouldBeGoodForADay() {
        String token = issuer.token(UnaryOperator.identity());
        tokens.caller(token);
        issuer.close();

        passed.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(tokens.caller(token)).isNotNull();
        passed.addAndGet(Duration.ofHours(24).toNanos());
        assertThatThrownBy(() -> tokens.caller(token)).isInstanceOf(IssuerUnavailable.class);
    }

    @Test
    void anIssuerThatWasNeverThereShouldBeNobodysFault() {
        String token = issuer.token(UnaryOperator.identity());
        issuer.close();

        assertThatThrownBy(() -> tokens.caller(token)).isInstanceOf(IssuerUnavailable.class);
        refused("no token at all");
    }

    @Test
    void theScopesOfAnotherNameShouldAllowWhatTheyAreSaidTo() {
        TokenRules rules = new TokenRules(
                issuer.uri(),
                Issuer.AUDIENCE,
                Optional.empty(),
                ACME,
                Map.of("api.read", Set.of(Permission.MEMORY_READ, Permission.KNOWLEDGE_READ)));
        JwtTokens mapped = new JwtTokens(rules, keys, ACME::equals, Clock.systemUTC());

        assertThat(mapped.caller(issuer.token(claims -> claims.claim("scope", "api.read memory:write")))
                        .principal()
                        .permissions())
                .containsExactlyInAnyOrder(Permission.SELF_READ, Permission.MEMORY_READ, Permission.KNOWLEDGE_READ);
    }
}

package dev.holdfast.ports.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.NotAuthenticated;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever checks access tokens holds to, of whatever kind they are. */
public interface AccessTokensContract {
    AccessTokens tokens();

    /** A token that is good now. */
    String tokenOf(String subject);

    /** Tokens that are not, each for another reason. */
    List<String> badTokens();

    @Test
    default void aGoodTokenShouldSpeakForItsSubjectAsLongAsItIsGood() {
        Caller caller = tokens().caller(tokenOf("alice"));

        assertThat(caller.principal().id().value()).isEqualTo("token/alice");
        assertThat(caller.principal().byToken()).isTrue();
        assertThat(caller.principal().may(Permission.SELF_READ)).isTrue();
        assertThat(caller.knownAt(caller.until().orElseThrow())).isFalse();
        assertThat(caller.knownAt(caller.until().orElseThrow().minusMillis(1))).isTrue();
    }

    @Test
    default void anyOtherShouldBeRefusedInTheSameWords() {
        assertThat(badTokens())
                .isNotEmpty()
                .allSatisfy(token -> assertThatThrownBy(() -> tokens().caller(token))
                        .isInstanceOf(NotAuthenticated.class)
                        .hasMessage(new NotAuthenticated().getMessage()));
    }
}

package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.shared.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://db/notes | jdbc:postgresql://db/notes",
                "postgresql://db:5433/notes | jdbc:postgresql://db:5433/notes",
                "jdbc:postgresql://db:5433/notes | jdbc:postgresql://db:5433/notes",
                "postgres://ann:pw@db/notes | jdbc:postgresql://db/notes",
                "postgres://db | jdbc:postgresql://db/holdfast",
                "postgres://a:1,b:2/notes?target_session_attrs=primary"
                        + " | jdbc:postgresql://a:1,b:2/notes?targetServerType=primary",
                "postgres://[::1]:5433/notes | jdbc:postgresql://[::1]:5433/notes",
                "postgres://db/notes?sslmode=require&channel_binding=require"
                        + " | jdbc:postgresql://db/notes?sslmode=require&channelBinding=require",
                "postgres://db/my%20notes?options=-c%20jit%3Doff"
                        + " | jdbc:postgresql://db/my%20notes?options=-c%20jit%3Doff"
            })
    void everyUsualFormShouldBeUnderstood(String text, String jdbcUrl) {
        assertThat(DatabaseUrl.parse(text).orElseThrow().jdbcUrl()).isEqualTo(jdbcUrl);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://ann:p%40ss%2Fword@db/x,ann,p@ss/word",
        "postgres://ann:a+b@db/x,ann,a+b",
        "jdbc:postgresql://db/x?user=ann&password=p%26w,ann,p&w",
        "postgres://a%3Ann:pw@db/x,a:nn,pw"
    })
    void userAndPasswordShouldBeDecoded(String text, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text).orElseThrow();

        assertThat(url.user()).contains(user);
        assertThat(url.password().map(Secret::reveal)).contains(password);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "mysql://db/x",
                "postgres:///x",
                "postgres://db/%zz",
                "http://db",
                "jdbc:postgres://db/x"
            })
    void anythingElseShouldBeRefused(String text) {
        assertThat(DatabaseUrl.parse(text)).isEmpty();
    }

    @Test
    void noRenderingShouldShowThePassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://ann:geheim@db/x?sslpassword=geheim")
                .orElseThrow();

        assertThat(url.toString() + url.display()).doesNotContain("geheim");
    }
}

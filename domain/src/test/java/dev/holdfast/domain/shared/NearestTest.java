package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("server.host", "server.port", "log.level");

    @Test
    void aMistypedNameShouldLeadToTheOneThatWasMeant() {
        assertThat(Nearest.to("server.prot", NAMES)).contains("server.port");
        assertThat(Nearest.to("sever.host", NAMES)).contains("server.host");
    }

    @Test
    void severalShouldBeFoundByAPartOfTheirNamesTheNearestFirst() {
        assertThat(Nearest.several("SERVER", NAMES)).containsExactly("server.host", "server.port");
        assertThat(Nearest.several("log.levels", NAMES)).containsExactly("log.level");
        assertThat(Nearest.several("x", NAMES)).isEmpty();
    }

    @Test
    void aForeignNameShouldLeadNowhere() {
        assertThat(Nearest.to("completely.different", NAMES)).isEmpty();
    }
}

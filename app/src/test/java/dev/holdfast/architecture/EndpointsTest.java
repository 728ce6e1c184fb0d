package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is declared is served, only what is declared is served, and what handles it is short. */
class EndpointsTest {
    private static final String ENDPOINT = "dev.holdfast.http.support.Endpoint";
    private static final String DECLARATION = ENDPOINT + "$Declaration";
    private static final int MOST_LINES_OF_A_HANDLER = 15;

    /** A handler in place, or a method that takes the call; both up to the line that closes them. */
    private static final Pattern HANDLER =
            Pattern.compile("(?m)^( *)\\.handledBy\\(call -> \\{\\R(?<inline>(?s:.*?))^\\1}\\)"
                    + "|^ {4}[^\\n]*\\(Call<[^\\n]*\\{\\R(?<method>(?s:.*?))^ {4}}");

    @Test
    void everyDeclaredEndpointShouldBeServed() {
        List<JavaMethod> declarations = routes().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getRawReturnType().getName().equals(ENDPOINT))
                .toList();
        assertThat(declarations).hasSizeGreaterThan(15);
        assertThat(declarations)
                .filteredOn(method -> method.getAccessesToSelf().stream()
                        .noneMatch(access -> access.getOrigin().getName().equals("endpoints")))
                .extracting(JavaMethod::getFullName)
                .isEmpty();
    }

    @Test
    void theRoutesOfEveryContextShouldBeServed() {
        assertThat(routes()).hasSizeGreaterThan(3);
        assertThat(routes())
                .filteredOn(type -> type.getAccessesToSelf().stream()
                        .map(JavaAccess::getOriginOwner)
                        .noneMatch(caller -> caller.getSimpleName().equals("HttpAdapter")))
                .extracting(JavaClass::getName)
                .isEmpty();
    }

    /** The declaration is what refuses an endpoint that leaves something open. */
    @Test
    void endpointsShouldOnlyComeFromCompleteDeclarations() {
        JavaClass endpoint = House.main(House.HTTP).get(ENDPOINT);
        assertThat(endpoint.getConstructors().stream()
                        .flatMap(constructor -> constructor.getAccessesToSelf().stream())
                        .map(access -> access.getOriginOwner().getName() + "."
                                + access.getOrigin().getName()))
                .containsExactly(DECLARATION + ".handledBy");
    }

    @Test
    void onlyRoutesShouldDeclareEndpoints() {
        assertThat(
                        House.main(House.HTTP)
                                .get(DECLARATION)
                                .getMethod("handledBy", handler())
                                .getAccessesToSelf()
                                .stream()
                                .map(JavaAccess::getOriginOwner)
                                .distinct())
                .isNotEmpty()
                .isSubsetOf(routes());
    }

    @Test
    void handlersShouldBeShortAndCatchNothing() {
        List<String> handlers = new ArrayList<>();
        for (Path source : sources()) {
            String text = House.text(source);
            assertThat(text).as(source.toString()).doesNotContain("catch (");
            HANDLER.matcher(text).results().map(EndpointsTest::body).forEach(handlers::add);
        }

        assertThat(handlers).hasSizeGreaterThan(15);
        assertThat(handlers)
                .filteredOn(handler -> handler.lines().count() > MOST_LINES_OF_A_HANDLER)
                .isEmpty();
    }

    private static String body(MatchResult found) {
        return found.group("inline") == null ? found.group("method") : found.group("inline");
    }

    private static Class<?> handler() {
        return House.main(House.HTTP).get(ENDPOINT + "$Handler").reflect();
    }

    private static List<JavaClass> routes() {
        return House.main(House.HTTP).stream().filter(EndpointsTest::isRoutes).toList();
    }

    private static boolean isRoutes(JavaClass type) {
        return type.getSimpleName().endsWith("Routes") && !type.getPackageName().endsWith(".support");
    }

    private static List<Path> sources() {
        return House.javaSources(House.HTTP).stream()
                .filter(source ->
                        routes().stream().anyMatch(type -> type.getSimpleName().equals(House.typeNameOf(source))))
                .toList();
    }
}

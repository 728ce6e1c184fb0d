package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every driven port is a contract that every storage adapter keeps. */
class PortsTest {
    private static final List<String> CORE = List.of(House.DOMAIN, House.PORTS);
    private static final List<String> STORAGE_ADAPTERS = List.of(House.MEMORY, House.POSTGRES);

    /** Laws of something that not every storage has an own one of. */
    private static final List<String> KEPT_WHERE_THERE_IS_ONE =
            List.of("ReadinessContract", "EmbedderContract", "AccessTokensContract", "RetentionArchiveContract");

    /** The first line of a method of an interface, with the end of the line before it. */
    private static final Pattern METHOD =
            Pattern.compile("\\S*\\R {4}(?:<[^>]+> )?[A-Za-z][\\w<>\\[\\], ?]* \\w+\\((?=(?:.*[,;])?\\R)");

    /** Repositories, and what joins their calls: what a storage adapter has to offer. */
    static Stream<JavaClass> storagePorts() {
        return Stream.concat(
                House.main(House.DOMAIN).stream()
                        .filter(JavaClass::isInterface)
                        .filter(type -> type.getSimpleName().endsWith("Repository")),
                House.main(House.PORTS).stream()
                        .filter(type -> type.getSimpleName().equals("Transactions")));
    }

    /** What the core declares and something outside of it implements. */
    static Stream<JavaClass> drivenPorts() {
        return CORE.stream()
                .flatMap(module -> House.main(module).stream())
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> House.everyMain().stream()
                        .filter(each -> !isOfTheCore(each))
                        .anyMatch(each -> isConcrete(each) && each.isAssignableTo(type.getName())));
    }

    /** Use cases: what drives the core, with the laws of what it does. */
    static Stream<JavaClass> services() {
        return House.main(House.PORTS).stream()
                .filter(type -> type.getSimpleName().endsWith("Service")
                        || type.getSimpleName().equals("Authenticator"));
    }

    /** Interfaces with laws in the kits of the core. */
    static Stream<JavaClass> kits() {
        return CORE.stream().flatMap(module -> House.tests(module).stream()).filter(PortsTest::holdsLaws);
    }

    @Test
    void thereShouldBePortsUseCasesAndKits() {
        assertThat(storagePorts())
                .extracting(JavaClass::getSimpleName)
                .contains(
                        "MemoryRepository", "ApiKeyRepository", "TenantRepository", "AuditRepository", "Transactions");
        assertThat(drivenPorts())
                .extracting(JavaClass::getSimpleName)
                .contains("MemoryRepository", "Transactions", "Readiness");
        assertThat(services())
                .extracting(JavaClass::getSimpleName)
                .contains("MemoryService", "KeyService", "TenantService", "AuditService", "Authenticator");
        assertThat(kits()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("storagePorts")
    void everyStoragePortShouldBeImplementedByEveryStorageAdapter(JavaClass port) {
        for (String adapter : STORAGE_ADAPTERS) {
            assertThat(implementations(House.main(adapter), port))
                    .as("%s implements %s", adapter, port.getSimpleName())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource({"drivenPorts", "services"})
    void everyPortShouldHaveAContract(JavaClass port) {
        assertThat(House.tests(moduleOf(port)).stream()
                        .filter(JavaClass::isInterface)
                        .map(JavaClass::getName))
                .contains(port.getName() + "Contract");
    }

    @ParameterizedTest
    @MethodSource("kits")
    void everyLawShouldBeKeptOnEveryStorageAdapter(JavaClass kit) {
        for (String adapter : STORAGE_ADAPTERS) {
            if (!KEPT_WHERE_THERE_IS_ONE.contains(kit.getSimpleName())) {
                assertThat(implementations(House.tests(adapter), kit))
                        .as("a test of %s keeps %s", adapter, kit.getSimpleName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void whoeverImplementsADrivenPortShouldKeepItsContract() {
        assertThat(drivenPorts())
                .allSatisfy(port -> House.MODULES.stream()
                        .filter(module -> !CORE.contains(module))
                        .filter(module ->
                                !implementations(House.main(module), port).isEmpty())
                        .forEach(module -> assertThat(House.tests(module).stream()
                                        .filter(PortsTest::isConcrete)
                                        .filter(test -> test.isAssignableTo(port.getName() + "Contract")))
                                .as("%s implements %s and proves it", module, port.getSimpleName())
                                .isNotEmpty()));
    }

    @Test
    void noContractShouldBeKeptByNobody() {
        List<JavaClass> contracts = House.everyTest().stream()
                .filter(JavaClass::isInterface)
                .filter(type -> type.getSimpleName().endsWith("Contract"))
                .toList();
        assertThat(contracts).hasSizeGreaterThan(10);
        assertThat(contracts)
                .filteredOn(
                        contract -> implementations(House.everyTest(), contract).isEmpty())
                .isEmpty();
    }

    /** A method that no law calls means something else in every adapter. */
    @ParameterizedTest
    @MethodSource({"drivenPorts", "services"})
    void everyMethodOfAPortShouldBeCalledByItsKit(JavaClass port) {
        List<JavaMethod> methods = port.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
        assertThat(methods).isNotEmpty();
        assertThat(methods)
                .filteredOn(method -> CORE.stream()
                        .flatMap(module -> House.tests(module).stream())
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .noneMatch(access -> access.getTarget().getName().equals(method.getName())
                                && access.getTarget().getOwner().getName().equals(port.getName())))
                .extracting(JavaMethod::getFullName)
                .isEmpty();
    }

    /** Isolation, order, errors, bounds: what the signature cannot say. */
    @ParameterizedTest
    @MethodSource("drivenPorts")
    void everyMethodOfADrivenPortShouldBeDescribed(JavaClass port) {
        String source = House.javaSources(moduleOf(port)).stream()
                .filter(file -> House.typeNameOf(file).equals(port.getSimpleName()))
                .map(House::text)
                .findFirst()
                .orElseThrow();

        assertThat(METHOD.matcher(source).results().map(MatchResult::group))
                .hasSize(port.getMethods().size())
                .allMatch(method -> method.startsWith("*/"));
    }

    /** A default method would be an answer that no adapter gave. */
    @Test
    void interfacesOfTheCoreShouldHaveNoDefaultMethods() {
        List<JavaClass> interfaces = CORE.stream()
                .flatMap(module -> House.main(module).stream())
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .toList();
        assertThat(interfaces).hasSizeGreaterThan(5);
        assertThat(interfaces.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(PortsTest::hasBody)
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    private static boolean hasBody(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.ABSTRACT)
                && !method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean holdsLaws(JavaClass type) {
        return type.isInterface()
                && Stream.concat(Stream.of(type), type.getAllRawInterfaces().stream())
                        .flatMap(each -> each.getMethods().stream())
                        .flatMap(method -> method.getAnnotations().stream())
                        .map(JavaAnnotation::getRawType)
                        .anyMatch(annotation -> annotation.getName().startsWith("org.junit.jupiter."));
    }

    private static boolean isOfTheCore(JavaClass type) {
        return type.getPackageName().startsWith("dev.holdfast.domain")
                || type.getPackageName().startsWith("dev.holdfast.ports");
    }

    private static String moduleOf(JavaClass port) {
        return port.getPackageName().startsWith("dev.holdfast.domain") ? House.DOMAIN : House.PORTS;
    }

    private static List<JavaClass> implementations(JavaClasses where, JavaClass type) {
        return where.stream()
                .filter(each -> isConcrete(each) && each.isAssignableTo(type.getName()))
                .toList();
    }

    private static boolean isConcrete(JavaClass type) {
        return !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }
}

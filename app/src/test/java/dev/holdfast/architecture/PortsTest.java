package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every driven port is a contract that every storage adapter keeps. */
class PortsTest {
    private static final List<String> STORAGE_ADAPTERS = List.of(House.MEMORY, House.POSTGRES);

    /** Repositories, and what joins their calls: what a storage adapter has to offer. */
    static Stream<JavaClass> storagePorts() {
        return Stream.concat(
                House.main(House.DOMAIN).stream()
                        .filter(JavaClass::isInterface)
                        .filter(type -> type.getSimpleName().endsWith("Repository")),
                House.main(House.PORTS).stream()
                        .filter(type -> type.getSimpleName().equals("Transactions")));
    }

    @Test
    void thereShouldBeStoragePorts() {
        assertThat(storagePorts().map(JavaClass::getSimpleName))
                .contains(
                        "MemoryRepository", "ApiKeyRepository", "TenantRepository", "AuditRepository", "Transactions");
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
    @MethodSource("storagePorts")
    void everyStoragePortShouldHaveAContractThatEveryStorageAdapterKeeps(JavaClass port) {
        JavaClass contract = contractOf(port);

        assertThat(contract.isInterface())
                .as("%s is an interface", contract.getName())
                .isTrue();
        for (String adapter : STORAGE_ADAPTERS) {
            assertThat(implementations(House.tests(adapter), contract))
                    .as("a test of %s implements %s", adapter, contract.getSimpleName())
                    .isNotEmpty();
        }
    }

    @Test
    void everyContractOfAUseCaseShouldBeKeptOnEveryStorageAdapter() {
        List<JavaClass> contracts = House.tests(House.PORTS).stream()
                .filter(JavaClass::isInterface)
                .filter(type -> type.getSimpleName().endsWith("ServiceContract"))
                .toList();
        assertThat(contracts).isNotEmpty();
        for (JavaClass contract : contracts) {
            for (String adapter : STORAGE_ADAPTERS) {
                assertThat(implementations(House.tests(adapter), contract))
                        .as("a test of %s implements %s", adapter, contract.getSimpleName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void noContractShouldBeKeptByNobody() {
        List<JavaClass> contracts = House.everyTest().stream()
                .filter(JavaClass::isInterface)
                .filter(type -> type.getSimpleName().endsWith("Contract"))
                .toList();
        assertThat(contracts).isNotEmpty();
        for (JavaClass contract : contracts) {
            assertThat(implementations(House.everyTest(), contract))
                    .as(contract.getName())
                    .isNotEmpty();
        }
    }

    /** A default method would be an answer that no adapter gave. */
    @Test
    void interfacesOfTheCoreShouldHaveNoDefaultMethods() {
        List<JavaClass> interfaces = Stream.of(House.DOMAIN, House.PORTS)
                .flatMap(module -> House.main(module).stream())
                .filter(JavaClass::isInterface)
                .filter(type -> !type.isAnnotation())
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

    private static JavaClass contractOf(JavaClass port) {
        String module = port.getPackageName().startsWith("dev.holdfast.domain") ? House.DOMAIN : House.PORTS;
        String name = port.getName() + "Contract";
        return House.tests(module).stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    private static List<JavaClass> implementations(JavaClasses where, JavaClass type) {
        return where.stream()
                .filter(each -> !each.isInterface()
                        && !each.getModifiers().contains(JavaModifier.ABSTRACT)
                        && each.isAssignableTo(type.getName()))
                .toList();
    }
}

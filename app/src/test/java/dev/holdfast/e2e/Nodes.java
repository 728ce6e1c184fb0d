package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.app.embedded.EmbeddedHomes;
import dev.holdfast.postgres.InstalledPostgres;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts servers, commands and databases for tests. Whatever a test leaves running ends after it. */
final class Nodes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final String SECRET = "the secret of all servers on one database";

    private final boolean shared;
    private final EmbeddedHomes homes = new EmbeddedHomes();
    private final List<Program> programs = new CopyOnWriteArrayList<>();
    private final List<InstalledPostgres> installed = new CopyOnWriteArrayList<>();

    private Nodes(boolean shared) {
        this.shared = shared;
    }

    /** What a test starts ends with it. */
    static Nodes perTest() {
        return new Nodes(false);
    }

    /** What is started ends with the class. */
    static Nodes perClass() {
        return new Nodes(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        homes.beforeAll(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            end(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private void end(ExtensionContext context) {
        try {
            programs.forEach(Program::kill);
        } finally {
            programs.clear();
            installed.forEach(InstalledPostgres::close);
            installed.clear();
            homes.afterEach(context);
        }
    }

    /** A home whose embedded PostgreSQL holds nothing yet. */
    Home home() {
        return new Home(
                homes.used(),
                Map.of(
                        "HOLDFAST_EMBEDDED_PORT",
                        Integer.toString(EmbeddedHomes.freePort()),
                        "HOLDFAST_SECRET",
                        SECRET));
    }

    /** A home that does not exist yet, with nothing configured but what keeps it apart from others. */
    Home nothing() {
        return new Home(homes.fresh(), Map.of("HOLDFAST_EMBEDDED_PORT", Integer.toString(EmbeddedHomes.freePort())));
    }

    /** A home on a PostgreSQL of somebody else's; all homes on one database share the secret. */
    Home homeOn(Database database) {
        return new Home(homes.fresh(), Map.of("DATABASE_URL", database.url(), "HOLDFAST_SECRET", SECRET));
    }

    /** Another home with the same settings. */
    Home beside(Home home) {
        return new Home(homes.fresh(), home.variables());
    }

    /** A running PostgreSQL without anything in it. */
    Database database() {
        return InstalledPostgres.programs().map(this::installed).orElseGet(() -> opened(homes.used()));
    }

    private Database opened(Path folder) {
        int port = EmbeddedHomes.freePort();
        return new Database(() -> Running.of(homes.open(folder, port)));
    }

    private Database installed(Path programs) {
        InstalledPostgres server = made(programs);
        return new Database(() -> Running.of(server));
    }

    private InstalledPostgres made(Path programs) {
        InstalledPostgres server = InstalledPostgres.made(programs, Map.of());
        installed.add(server);
        return server;
    }

    /** A running PostgreSQL that has nothing in common with the others: those are copies of one. */
    Database stranger() {
        return InstalledPostgres.programs().map(this::installed).orElseGet(() -> opened(homes.fresh()));
    }

    /** A primary and a standby of it, which nobody starts again when they end. */
    Pair pair() {
        return InstalledPostgres.programs().map(this::installedPair).orElseGet(this::embeddedPair);
    }

    private Pair installedPair(Path programs) {
        InstalledPostgres first = made(programs);
        InstalledPostgres second = first.copy();
        installed.add(second);
        return Pair.of(
                new Database(() -> Running.of(first)), second.data(), () -> new Database(() -> Running.of(second)));
    }

    private Pair embeddedPair() {
        Path first = homes.used();
        Path second = homes.copyOf(first);
        int firstPort = EmbeddedHomes.freePort();
        int secondPort = EmbeddedHomes.freePort();
        return Pair.of(
                new Database(() -> Running.of(homes.attach(first, firstPort))),
                second.resolve("postgres").resolve("17").resolve("data"),
                () -> new Database(() -> Running.of(homes.attach(second, secondPort))));
    }

    /** The running PostgreSQL of a home, to look into it. */
    EmbeddedDatabase inside(Home home) {
        return homes.attach(home.folder(), Integer.parseInt(home.variables().get("HOLDFAST_EMBEDDED_PORT")));
    }

    Node serve(Home home) {
        return Node.of(begin(home, "serve", "--port", "0"));
    }

    /** A command that does what it should. @return what it printed */
    String run(Home home, String... arguments) {
        Program command = begin(home, arguments);
        assertThat(command.exitCode()).as("%s", command).isZero();
        return command.out().strip();
    }

    /** A command, not waited for. */
    Program begin(Home home, String... arguments) {
        Path folder = Optional.ofNullable(home.folder().getParent()).orElseThrow();
        Program program = Program.start(folder, home.environment(), Arrays.asList(arguments));
        programs.add(program);
        return program;
    }
}

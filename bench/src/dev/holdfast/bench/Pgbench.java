package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** pgbench on the server's database, in the server's role, so under the same row-level security, and with its sessions' setting of the compiler. */
final class Pgbench {
    private static final Pattern OPERATIONS = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    /** Share of the transactions whose duration it writes down: writing all of them down would slow it. */
    private static final String SAMPLED = "0.2";

    private static final String LOG = "pgbench-log";
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private final Postgres postgres;
    private final Database database;
    private final Path target;

    Pgbench(Postgres postgres, Database database, Path target) {
        this.postgres = postgres;
        this.database = database;
        this.target = target;
    }

    /**
     * @param scripts one of which each transaction is, each as often as the others
     * @param amount {@code -T} and seconds, or {@code -t} and the number of transactions of each client
     * @param warmUp from the first latency that is written down; those that end in it do not count
     */
    Output run(String kind, List<Script> scripts, int clients, List<String> amount, Duration warmUp, Duration limit) {
        List<String> command = new ArrayList<>(List.of(
                "pgbench", "-n", "-M", "prepared", "-h", "127.0.0.1", "-p", Integer.toString(postgres.port()),
                "-U", Postgres.SUPERUSER, "-c", Integer.toString(clients), "-j", Integer.toString(Math.min(2, clients)),
                "-l", "--log-prefix", LOG, "--sampling-rate", SAMPLED, "-D", "count=0",
                "-D", Script.MOMENT + "=" + database.moment(), "-D", "origin=" + Clock.systemUTC().millis() * 1_000_000));
        for (int i = 0; i < scripts.size(); i++) {
            command.addAll(List.of("-f", written(kind + (scripts.size() > 1 ? "-" + i : ""), scripts.get(i)).toString()));
            scripts.get(i).variables().forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
        }
        command.addAll(amount);
        command.add(Postgres.DATABASE);
        String text = Programs.run(
                target,
                limit,
                Map.of(
                        "PGPASSWORD", postgres.password(),
                        "PGOPTIONS", "-c role=holdfast_app -c jit=off",
                        "PGAPPNAME", "pgbench",
                        "LC_ALL", "C"),
                command);
        long operations = Long.parseLong(found(OPERATIONS, text));
        if (!found(FAILED, text).equals("0")) {
            throw new BenchException("pgbench had failures:\n" + text);
        }
        if (operations == 0) {
            throw new NothingDone("pgbench did nothing");
        }
        long[] durations = durations(warmUp);
        return new Output(
                operations,
                Double.parseDouble(found(RATE, text)),
                durations[durations.length / 2],
                durations[(int) (durations.length * 0.99)]);
    }

    /** @param p50 of the latency, in microseconds */
    record Output(long operations, double rate, long p50, long p99) {}

    private Path written(String name, Script script) {
        Path file = target.resolve("sql/" + name + ".pgbench.sql");
        Texts.write(file, script.text());
        return file;
    }

    /** In their order; each line of a log is {@code client transaction microseconds script second microsecond ...}. One 0 when nothing was sampled. */
    private long[] durations(Duration warmUp) {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(target, LOG + ".*")) {
            List<long[]> sampled = new ArrayList<>();
            for (Path log : logs) {
                for (String line : Files.readAllLines(log)) {
                    String[] of = line.split(" ");
                    sampled.add(new long[] {Long.parseLong(of[4]) * 1_000_000 + Long.parseLong(of[5]), Long.parseLong(of[2])});
                }
                Files.delete(log);
            }
            long begins = sampled.stream().mapToLong(each -> each[0]).min().orElse(0) + warmUp.toNanos() / 1_000;
            long[] sorted = sampled.stream()
                    .filter(each -> each[0] >= begins)
                    .mapToLong(each -> each[1])
                    .sorted()
                    .toArray();
            return sorted.length == 0 ? new long[1] : sorted;
        } catch (IOException failed) {
            throw new BenchException("the log of pgbench cannot be read", failed);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new BenchException("pgbench said something else than expected:\n" + text);
        }
        return matcher.group(1);
    }
}

package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures: in each round everything once, the contenders right after one another, in turns one or the other first. A round that other
 * work disturbed is measured again, so often as the options allow.
 */
final class Rounds {
    /** When nothing at all was done. */
    private static final int TRIES = 3;

    private final Options options;
    private final List<Contender> contenders;
    private final List<Contest> contests = new ArrayList<>();

    Rounds(Options options, List<Contender> contenders, List<Operation> operations) {
        this.options = options;
        this.contenders = List.copyOf(contenders);
        for (int connections : options.connections()) {
            for (Operation operation : operations) {
                if (operation.core() || connections == Options.BUSY || connections == 1 && !options.isShort()) {
                    contests.add(new Contest(operation, connections));
                }
            }
        }
    }

    List<Contest> run() {
        for (int number = 0; number < options.rounds(); number++) {
            for (Contest contest : contests) {
                if (number == 0 || contest.operation().core() || !options.isShort()) {
                    contest.rounds().add(undisturbed(contest, number));
                }
            }
            Bench.say("round " + (number + 1) + " of " + options.rounds());
        }
        return contests;
    }

    private Contest.Round undisturbed(Contest contest, int number) {
        Contest.Round round = round(contest, number);
        for (int i = 0; i < options.repeats() && round.disturbed(); i++) {
            contest.repeated().add(round);
            round = round(contest, number);
        }
        return round;
    }

    private Contest.Round round(Contest contest, int number) {
        Operation operation = contest.operation();
        int connections = contest.connections();
        List<Contender> order = new ArrayList<>(
                contenders.stream().filter(each -> each.does(operation, connections)).toList());
        Collections.rotate(order, -number);
        Map<String, Measurement> measured = new LinkedHashMap<>();
        for (Contender contender : order) {
            measured.put(contender.name(), measured(contender, operation, connections));
        }
        Map<String, Measurement> named = new LinkedHashMap<>();
        contenders.stream()
                .map(Contender::name)
                .filter(measured::containsKey)
                .forEach(name -> named.put(name, measured.get(name)));
        return new Contest.Round(named);
    }

    private Measurement measured(Contender contender, Operation operation, int connections) {
        String what = contender.name() + ", " + operation.title() + ", " + connections + " connections: ";
        for (int i = 0; i < TRIES; i++) {
            try {
                return contender.measure(operation, connections, options.seconds(connections));
            } catch (NothingDone stalled) {
                Bench.say(what + stalled.getMessage());
            } catch (BenchException failed) {
                throw new BenchException(what + failed.getMessage(), failed);
            }
        }
        throw new BenchException(what + "nothing was done in " + TRIES + " measurements; is the machine busy?");
    }
}

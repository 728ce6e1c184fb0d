package dev.holdfast.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong. Carries everything that is, so that an operator can mend it at once. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param subject the key and where its value comes from
     * @param message what is wrong and what would be right; never the value of a secret
     */
    public record Problem(String subject, String message) {
        @Override
        public String toString() {
            return subject + ": " + message;
        }
    }

    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}

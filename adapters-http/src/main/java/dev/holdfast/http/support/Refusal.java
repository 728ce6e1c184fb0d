package dev.holdfast.http.support;

import java.util.ArrayList;
import java.util.List;

/** A request that HTTP itself refuses, before or beside the rules of the domain. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<Fault> faults;
    private final transient List<Header> headers;

    private Refusal(Problem problem, String detail, List<Fault> faults, List<Header> headers) {
        super(detail, null, false, false);
        this.problem = problem;
        this.faults = List.copyOf(faults);
        this.headers = List.copyOf(headers);
    }

    public static Refusal of(Problem problem, String detail) {
        return new Refusal(problem, detail, List.of(), List.of());
    }

    public static Refusal of(Problem problem, Fault fault) {
        return new Refusal(problem, fault.message(), List.of(fault), List.of());
    }

    public static Refusal of(Problem problem, String detail, List<Fault> faults) {
        return new Refusal(problem, detail, faults, List.of());
    }

    /** The same refusal with one more header in its answer. */
    public Refusal with(String header, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(header, value));
        return new Refusal(problem, getMessage(), faults, more);
    }

    public Problem problem() {
        return problem;
    }

    public List<Fault> faults() {
        return faults;
    }

    public List<Header> headers() {
        return headers;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

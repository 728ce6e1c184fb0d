package dev.holdfast.domain.shared;

/** A request asks for more than a documented limit allows. */
public final class LimitExceeded extends DomainException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    public LimitExceeded(String what, long limit) {
        super("limit_exceeded", what + " is limited to " + limit);
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}

package dev.holdfast.app.doctor;

/**
 * What one look came to.
 *
 * @param name of what was looked at
 * @param finding what it is like
 * @param next what to do; empty when nothing has to be done
 */
public record Check(String name, Status status, String finding, String next) {

    /** How good it is. */
    public enum Status {
        OK,
        WARNING,
        FAILED
    }

    static Check ok(String name, String finding) {
        return new Check(name, Status.OK, finding, "");
    }

    static Check warning(String name, String finding, String next) {
        return new Check(name, Status.WARNING, finding, next);
    }

    static Check failed(String name, String finding, String next) {
        return new Check(name, Status.FAILED, finding, next);
    }
}

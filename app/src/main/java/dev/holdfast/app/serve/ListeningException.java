package dev.holdfast.app.serve;

/** The server cannot listen where it should. */
public final class ListeningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListeningException(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + host + ":" + port + ": another program does, or this machine has no such address",
                cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public String hint() {
        return "Stop the other one (`ss -ltnp` shows it), or choose another port with --port or HOLDFAST_PORT.";
    }
}

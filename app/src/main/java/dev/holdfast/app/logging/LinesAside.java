package dev.holdfast.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines to standard error on a thread of its own, in their order, those of {@value #GATHERING_MS} ms together.
 * Nothing is left out: who comes while {@value #MOST_WAITING} lines wait to be taken, waits too.
 *
 * <p>Logback's {@code AsyncAppender} wakes its thread for every line and writes each by itself. At some thousand requests a second that
 * is a seventh of the processor time that the server takes. A process that is killed loses the lines that still wait.
 */
final class LinesAside extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int MOST_WAITING = 4_096;
    private static final int GATHERING_MS = 10;
    private static final int ENOUGH_BYTES = 32 * 1024;
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Encoder<ILoggingEvent> encoder;
    private final Thread writer;

    LinesAside(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
        this.writer = Thread.ofPlatform().daemon().name("holdfast-request-log").unstarted(this::writeUntilStopped);
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    /** Returns when all that came before is written, and after some seconds in any case. */
    @Override
    public void stop() {
        super.stop();
        writer.interrupt();
        boolean interrupted = Thread.interrupted(); // the last lines are worth the wait even then
        try {
            writer.join(LAST_LINES);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent line) {
        line.prepareForDeferredProcessing(); // it is not this thread that writes it
        boolean interrupted = false;
        boolean isIn = false;
        while (!isIn && writer.isAlive()) {
            try {
                isIn = waiting.offer(line, 1, TimeUnit.SECONDS);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilStopped() {
        List<ILoggingEvent> lines = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * ENOUGH_BYTES);
        try {
            while (isStarted()) {
                lines.add(waiting.take());
                Thread.sleep(GATHERING_MS);
                waiting.drainTo(lines);
                write(lines, bytes);
            }
        } catch (InterruptedException stopping) {
            // What waits is written, and that is all.
        }
        while (waiting.drainTo(lines) > 0 || !lines.isEmpty()) {
            write(lines, bytes);
        }
    }

    private void write(List<ILoggingEvent> lines, ByteArrayOutputStream bytes) {
        for (ILoggingEvent line : lines) {
            try {
                bytes.writeBytes(encoder.encode(line));
            } catch (RuntimeException unwritable) {
                addError("a line cannot be written", unwritable); // the others can
            }
            if (bytes.size() >= ENOUGH_BYTES) {
                send(bytes);
            }
        }
        lines.clear();
        send(bytes);
    }

    private void send(ByteArrayOutputStream bytes) {
        try {
            bytes.writeTo(ConsoleTarget.SystemErr.getStream());
        } catch (IOException closed) {
            addError("standard error does not take lines", closed);
        }
        bytes.reset();
    }
}

package dev.holdfast.app.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock between processes that the operating system takes back when its holder dies, however it dies.
 *
 * <p>Such locks belong to the process: closing <em>any</em> handle of the file drops them, and they do not keep two
 * users in one process apart. Hence the register, which also keeps a second user in this process from opening the
 * file at all.
 */
final class FileLease implements AutoCloseable {

    private static final ReentrantLock REGISTER = new ReentrantLock();
    private static final Map<Path, Held> HELD = new HashMap<>();

    private static final class Held {
        final FileChannel channel;
        final FileLock lock;
        int holders = 1;

        Held(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }
    }

    private final Path file;
    private final AtomicBoolean released = new AtomicBoolean();

    private FileLease(Path file) {
        this.file = file;
    }

    /** The lock for this holder alone, or nothing while anybody else has it in either way. Never waits. */
    static Optional<FileLease> tryExclusive(Path file) {
        return tryLock(file, false);
    }

    /** The lock together with other sharing holders, or nothing while one has it exclusively. Never waits. */
    static Optional<FileLease> tryShared(Path file) {
        return tryLock(file, true);
    }

    private static Optional<FileLease> tryLock(Path file, boolean shared) {
        REGISTER.lock();
        try {
            Held held = HELD.get(file);
            if (held != null) {
                if (!shared || !held.lock.isShared()) {
                    return Optional.empty();
                }
                held.holders++;
                return Optional.of(new FileLease(file));
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                return Optional.empty();
            }
            HELD.put(file, new Held(channel, lock));
            return Optional.of(new FileLease(file));
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The lock " + file + " cannot be taken", e);
        } finally {
            REGISTER.unlock();
        }
    }

    /** Leaves this process's id in the file, for the message of those who come second. */
    void sign() {
        REGISTER.lock();
        try {
            Held held = HELD.get(file);
            if (held != null && !released.get()) {
                byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
                held.channel.truncate(0);
                held.channel.write(ByteBuffer.wrap(pid), 0);
            }
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The lock " + file + " cannot be written", e);
        } finally {
            REGISTER.unlock();
        }
    }

    /** The process that signed the lock. */
    static Optional<Long> signatureOf(Path file) {
        REGISTER.lock();
        try {
            if (HELD.containsKey(file)) {
                return Optional.of(ProcessHandle.current().pid());
            }
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return pid.matches("\\d{1,18}") ? Optional.of(Long.parseLong(pid)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            REGISTER.unlock();
        }
    }

    @Override
    public void close() {
        if (!released.compareAndSet(false, true)) {
            return;
        }
        REGISTER.lock();
        try {
            Held held = HELD.get(file);
            if (held != null && --held.holders == 0) {
                HELD.remove(file);
                held.channel.close();
            }
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The lock " + file + " cannot be released", e);
        } finally {
            REGISTER.unlock();
        }
    }
}

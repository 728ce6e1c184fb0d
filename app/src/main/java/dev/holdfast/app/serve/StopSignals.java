package dev.holdfast.app.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's requests to stop. The first one is answered by an orderly end; whoever asks again wants an end at once.
 *
 * <p>A shutdown hook would not hear the second request. The class that does is not part of the platform's supported interface,
 * so it is looked up by name, and a hook takes its place where it is missing.
 */
public final class StopSignals {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int ENDED_BY_SIGNAL = 130;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger received = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    private StopSignals() {}

    /** From now on signals no longer end the process by themselves. */
    public static StopSignals listen() {
        StopSignals signals = new StopSignals();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object proxy = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            signals.receive();
                            return null;
                        }
                        return answerAsObject(self, method, arguments);
                    });
            for (String name : NAMES) {
                handle(signal, handle, name, proxy);
            }
        } catch (ReflectiveOperationException unsupported) {
            Runtime.getRuntime().addShutdownHook(new Thread(signals::stopAndWait, "holdfast-stop"));
        }
        return signals;
    }

    private static void handle(Class<?> signal, Method handle, String name, Object proxy)
            throws ReflectiveOperationException {
        try {
            handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException taken) {
            // The JVM was told to leave this one alone (nohup does so with HUP).
            LOG.debug("signal {} is not listened to", name, taken);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals itself alone
    private static Object answerAsObject(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "StopSignals";
        };
    }

    private void receive() {
        if (received.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL);
        }
        stop.countDown();
    }

    private void stopAndWait() {
        stop.countDown();
        awaitQuietly(ended);
    }

    /** Returns when the process was asked to stop. */
    public void await() {
        awaitQuietly(stop);
    }

    /** Says that the orderly end is over. */
    public void ended() {
        ended.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.holdfast.app.serve;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/**
 * Has the old generation collected when half of what lives there has been added to it, so that the process is as large as its work and not as its
 * heap may be. By itself the serial collector makes the heap as large as it can before it looks for garbage among what is old: some
 * minutes of searches by many callers, of which a seventh still lived, took all of 256 MiB. Other collectors see to it themselves.
 *
 * <p>It takes a pause of some 2 ms for each MiB that lives, once in a minute under such a load. {@code -XX:+DisableExplicitGC} turns it off.
 */
public final class EarlyCollection implements NotificationListener {
    /** What the serial collector calls it, and no other one. */
    private static final String OLD_GENERATION = "Tenured Gen";

    /** In bytes. Below, memory is not worth a pause. */
    static final long LEAST = 72 << 20;

    private final MemoryPoolMXBean old;
    private final MemoryMXBean memory;

    private EarlyCollection(MemoryPoolMXBean old, MemoryMXBean memory) {
        this.old = old;
        this.memory = memory;
    }

    /** Watches this process from now on, if its collector is one that needs it. */
    public static void begin() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        if (memory instanceof NotificationEmitter emitter) {
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals(OLD_GENERATION) && pool.isUsageThresholdSupported())
                    .forEach(pool -> {
                        pool.setUsageThreshold(room(0, pool.getUsage().getMax()));
                        emitter.addNotificationListener(new EarlyCollection(pool, memory), null, null);
                    });
        }
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
            memory.gc();
            old.setUsageThreshold(room(old.getUsage().getUsed(), old.getUsage().getMax()));
        }
    }

    /**
     * How much the old generation may hold before it is collected again; all of it when what lives needs that, and then the collector
     * does what it does by itself.
     *
     * @param live what was left by the last collection, in bytes
     * @param most what it can hold
     */
    static long room(long live, long most) {
        return Math.min(most, Math.max(LEAST, live + live / 2));
    }
}

package dev.holdfast.app.doctor;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.storage.StorageSource;
import dev.holdfast.ports.operations.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every look, in the order in which a start would stumble. */
public final class Doctor {
    private final HoldfastConfig config;
    private final StorageSource storages;
    private final Consumer<String> progress;

    public Doctor(HoldfastConfig config, StorageSource storages, Consumer<String> progress) {
        this.config = config;
        this.storages = storages;
        this.progress = progress;
    }

    public List<Finding> examine() {
        Machine machine = new Machine(config);
        List<Finding> checks = new ArrayList<>(List.of(
                Machine.java(Runtime.version().feature()),
                machine.homeFolder(),
                machine.disk(),
                machine.secret(),
                new Network(config.server()).port()));
        checks.addAll(new Database(config, storages, progress).examine());
        return checks;
    }
}

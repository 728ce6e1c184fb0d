package dev.holdfast.app.config;

import java.util.List;

/** Settings that belong together. */
record Section(String title, List<Setting<?>> settings) {
    Section {
        settings = List.copyOf(settings);
    }
}

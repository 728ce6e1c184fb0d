package dev.holdfast.app;

import java.util.Optional;

/** Which Holdfast this is. */
public final class Version {
    private Version() {}

    /** As the jar's manifest says; {@code development} when it runs from classes. */
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage())
                .map(Package::getImplementationVersion)
                .orElse("development");
    }
}

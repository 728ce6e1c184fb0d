package dev.holdfast.http.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The revisions of the protocol that are spoken, the oldest first. */
public enum ProtocolVersion {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    /** The first without a handshake: every request says by itself what it needs to be understood. */
    V2026_07_28("2026-07-28");

    /** What a request is taken for that names none, as the specification wants it. */
    static final ProtocolVersion UNNAMED = V2025_03_26;

    static final ProtocolVersion LATEST_WITH_HANDSHAKE = V2025_11_25;

    private final String wireName;

    ProtocolVersion(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    boolean stateless() {
        return this == V2026_07_28;
    }

    static Optional<ProtocolVersion> of(String wireName) {
        return Arrays.stream(values())
                .filter(version -> version.wireName.equals(wireName))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values())
                .map(ProtocolVersion::wireName)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }
}

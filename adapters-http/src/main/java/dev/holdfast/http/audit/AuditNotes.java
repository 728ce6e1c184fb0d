package dev.holdfast.http.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.audit.AuditVerification;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the OpenAPI document says of the audit. */
public final class AuditNotes {
    private static final AuditSeal SEAL = new AuditSeal(1, "0123456789abcdef".repeat(4));
    private static final AuditEntry ENTRY = new AuditEntry(
            new AuditEntryId(UUID.fromString("0190b6c8-5f5e-7000-8000-0000000a0d17")),
            Instant.parse("2026-01-31T12:00:00Z"),
            new PrincipalId("key/0190b6c8-5f5e-7000-8000-00000000a9e7"),
            "0190b6c8-5f5e-4a00-8000-5e1f00c0ffee",
            "memory.set",
            new AuditSubject(
                    "memory",
                    "users/42/answers",
                    Optional.of(UUID.fromString("0190b6c8-5f5e-7000-8000-5e1f00c0ffee")),
                    Optional.of(new Revision(1))),
            AuditOutcome.DONE,
            Optional.of(SEAL));
    private static final AuditVerification FOUND = new AuditVerification(true, SEAL, Optional.empty());

    private AuditNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        notes.about(AuditEntry.class, "AuditEntry")
                .example(ENTRY)
                .field("id", "The entry's id.")
                .field("at", "When it happened.")
                .field("principal", "Who did it, or was refused.")
                .field("requestId", "The request that did it.")
                .field("action", "The operation, such as `memory.set`.")
                .field("subject", "What it was done to.")
                .field("outcome", "Whether it was done or refused.")
                .field("seal", "The entry's place in the hash chain; absent until it is sealed, which takes moments.");
        notes.about(AuditSubject.class, "AuditSubject")
                .field("type", "The kind of thing, such as `memory`.")
                .field("name", "Its name inside the tenant.")
                .field("id", "Its id, when it has one.")
                .field("version", "The version the change led to.");
        notes.about(AuditSeal.class, "AuditSeal")
                .field(
                        "sequence",
                        "Its number in the chain, without gaps. 0 stands for the beginning.",
                        Map.of("minimum", 0))
                .field("hash", "64 hexadecimal digits.", Map.of("pattern", "^[0-9a-f]{64}$"));
        notes.about(AuditVerification.class, "AuditVerification")
                .example(FOUND)
                .field("intact", "Whether every sealed entry is what and where it was when it was sealed.")
                .field(
                        "head",
                        "The last entry that verified. Note its hash elsewhere to notice a chain that was cut short.")
                .field("brokenAt", "The first sequence number that does not verify.");
        return notes;
    }
}

package dev.holdfast.ports.recall;

/** Every law of {@link RecallService}. */
public interface RecallServiceContract
        extends AskingLaws, AskingDocumentLaws, AskingReachLaws, AskingLedgerLaws, AskingVectorLaws {}

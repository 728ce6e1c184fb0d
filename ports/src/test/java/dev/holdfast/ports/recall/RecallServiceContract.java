package dev.holdfast.ports.recall;

/** Every law of {@link RecallService}. */
public interface RecallServiceContract extends AskingLaws, AskingReachLaws, AskingLedgerLaws, AskingVectorLaws {}

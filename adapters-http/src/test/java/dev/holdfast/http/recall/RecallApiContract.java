package dev.holdfast.http.recall;

import dev.holdfast.http.HttpUnderTest;

/** The endpoints that ask, over any storage. */
public interface RecallApiContract extends RecallAnswerLaws, RecallFilterLaws, RecallLedgerApiLaws {
    @Override
    HttpUnderTest http();
}

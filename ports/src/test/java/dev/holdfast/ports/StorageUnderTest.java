package dev.holdfast.ports;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.ports.shared.Transactions;

/** One storage with everything the contracts need: all that an adapter has to supply to be put to the proof. */
public interface StorageUnderTest extends RepositoriesUnderTest {
    Transactions transactions();
}

/** The use cases that ask: recall over memories and documents, the searches of each, and the ledger of answers. */
@NullMarked
package dev.holdfast.ports.recall;

import org.jspecify.annotations.NullMarked;

/** What every use case needs: who calls, transactions, ids. */
@NullMarked
package dev.holdfast.ports.shared;

import org.jspecify.annotations.NullMarked;

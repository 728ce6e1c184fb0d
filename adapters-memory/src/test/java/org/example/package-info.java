/** The worked example of {@code docs/storage-adapters.md}: somebody else's adapter, put to the proof. */
@NullMarked
package org.example;

import org.jspecify.annotations.NullMarked;

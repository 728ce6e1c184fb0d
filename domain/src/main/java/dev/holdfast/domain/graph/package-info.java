/** Named things with what was observed of them, and relations between them: the knowledge graph of the official memory server. */
@NullMarked
package dev.holdfast.domain.graph;

import org.jspecify.annotations.NullMarked;

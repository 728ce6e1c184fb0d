/** Memories: facts kept for agents, with their history, and the port that stores them. */
@NullMarked
package dev.holdfast.domain.memory;

import org.jspecify.annotations.NullMarked;

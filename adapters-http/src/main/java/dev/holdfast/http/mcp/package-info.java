/** The Model Context Protocol: a second door to the same use cases, for agents. */
@NullMarked
package dev.holdfast.http.mcp;

import org.jspecify.annotations.NullMarked;

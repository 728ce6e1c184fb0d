/**
 * The whole product as its users meet it: server processes on real databases, over real sockets. What is killed here is killed, and
 * what is counted afterwards is what was acknowledged before.
 */
@NullMarked
package dev.holdfast.e2e;

import org.jspecify.annotations.NullMarked;

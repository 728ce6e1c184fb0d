/** The HTTP server and what every endpoint shares: registry, routing, JSON, problems, authentication, admission. */
@NullMarked
package dev.holdfast.http.support;

import org.jspecify.annotations.NullMarked;

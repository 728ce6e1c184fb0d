package dev.holdfast.http.support;

import java.util.List;
import java.util.Optional;

/**
 * An endpoint with what is worked out of it once.
 *
 * @param variables the names in its path, in order
 * @param shape how its body is read
 */
record Route(Endpoint<?> endpoint, List<String> variables, Optional<RecordShape> shape, RequestMetrics.Timers timers) {}

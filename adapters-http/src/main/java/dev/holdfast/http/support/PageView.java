package dev.holdfast.http.support;

import java.util.List;
import java.util.Optional;

/**
 * The body of every list.
 *
 * @param nextCursor where the walk goes on; absent on the last page
 * @param limit how many items were asked for, after capping
 */
public record PageView<T>(List<T> items, Optional<String> nextCursor, int limit) {}

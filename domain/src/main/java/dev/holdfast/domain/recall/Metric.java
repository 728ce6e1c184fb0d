package dev.holdfast.domain.recall;

/** How near two vectors are; for each, more is nearer. */
public enum Metric {
    /** The cosine of the angle, -1 to 1. */
    COSINE,
    /** The inner product. */
    INNER_PRODUCT,
    /** The negative Euclidean distance. */
    L2
}

package dev.holdfast.domain.recall;

import dev.holdfast.domain.embedding.Vector;
import java.util.OptionalInt;

/**
 * A question as a vector. Only vectors of the same model are compared with it.
 *
 * @param model the name of the embedding model
 * @param vector of the dimension of that model
 * @param effort how many candidates an approximate index looks at; empty leaves it to the store. An exact store ignores it
 */
public record VectorQuery(String model, Vector vector, Metric metric, OptionalInt effort) {}

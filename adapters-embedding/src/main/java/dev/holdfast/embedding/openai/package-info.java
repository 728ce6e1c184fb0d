/** Vectors from an endpoint that speaks as OpenAI's {@code /v1/embeddings} does. */
@NullMarked
package dev.holdfast.embedding.openai;

import org.jspecify.annotations.NullMarked;

/** The PostgreSQL storage adapter: {@link dev.holdfast.postgres.PostgresStorage} hands out everything in it. */
@NullMarked
package dev.holdfast.postgres;

import org.jspecify.annotations.NullMarked;

/** The database itself: roles, migrations, readiness. */
@NullMarked
package dev.holdfast.postgres.operations;

import org.jspecify.annotations.NullMarked;

/** The rules of the house, over every module at once. Each also asserts that what it guards is there. */
@NullMarked
package dev.holdfast.architecture;

import org.jspecify.annotations.NullMarked;

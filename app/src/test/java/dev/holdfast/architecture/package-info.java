/** The rules of the house, over every module at once. Each also asserts that what it guards is there. */
package dev.holdfast.architecture;

/**
 * How captures become the input of a network whose file does not say so: options, what they are
 * taken for, and what is missing where it cannot be known.
 */
@NullMarked
package dev.winnow.app.preprocessing;

import org.jspecify.annotations.NullMarked;

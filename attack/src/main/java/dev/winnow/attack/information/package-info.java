/**
 * How much leaks: in bits, from the probabilities of an adversary, and as a share of what the raw
 * input gives away beyond the primary label.
 */
@NullMarked
package dev.winnow.attack.information;

import org.jspecify.annotations.NullMarked;

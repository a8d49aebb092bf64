/**
 * Data sets that nobody had to record: {@link dev.winnow.synthesis.voice} speaks, {@link
 * dev.winnow.synthesis.motion} moves, and the portraits of their own module draw from the same
 * numbers. Never on an edge node.
 *
 * <p>In flows a seed; out flow files with their labels, the same bytes on every platform: numbers
 * come from {@link dev.winnow.synthesis.SplitMix64}, functions from {@link StrictMath}.
 */
@NullMarked
package dev.winnow.synthesis;

import org.jspecify.annotations.NullMarked;

/**
 * Movements of people who do not exist, as a telephone in a pocket measures them. {@link
 * dev.winnow.synthesis.motion.SyntheticMotion} is the way in.
 */
@NullMarked
package dev.winnow.synthesis.motion;

import org.jspecify.annotations.NullMarked;

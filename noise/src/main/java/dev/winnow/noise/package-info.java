/**
 * How a feature is randomised before it leaves, and what it can then tell: one place for builder,
 * edge, audit and verification.
 *
 * <p>In flow a {@link dev.winnow.core.Mechanism}, which a manifest states, and rows of features
 * with the digests of their captures; out flow the same rows, {@link
 * dev.winnow.noise.LocalRandomizer randomised} in place, and {@link
 * dev.winnow.noise.ChannelCapacity} says what whoever sees them can learn at most. {@link
 * dev.winnow.noise.NoiseCalibration} goes the other way, from how much may be told to a mechanism.
 *
 * <p>A {@link dev.winnow.noise.NoiseKey} lies in a file of the node's owner and is never sent,
 * logged or shown.
 */
@NullMarked
package dev.winnow.noise;

import org.jspecify.annotations.NullMarked;

/**
 * What is counted about attacks, with intervals over people, and the linear algebra that several of
 * them need.
 *
 * <p>{@link dev.winnow.attack.statistics.MeasuredRows} of a {@link
 * dev.winnow.attack.statistics.Metric} are averaged by a {@link
 * dev.winnow.attack.statistics.ResampledMean}, of which {@link
 * dev.winnow.attack.statistics.Bootstrap} makes an {@link dev.winnow.attack.statistics.Estimate},
 * the number of a {@link dev.winnow.attack.statistics.Measurement}. Knows of no attack.
 */
@NullMarked
package dev.winnow.attack.statistics;

import org.jspecify.annotations.NullMarked;

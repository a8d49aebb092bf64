/**
 * How the readings of sensors become the input of a network: CSV files flow in, {@link
 * dev.winnow.series.SeriesPreprocessor} cuts a window, resamples and scales it, rows of tensors
 * flow out. {@link dev.winnow.series.SeriesModality} is the way in.
 *
 * <p>Windows may be altered in training ({@link dev.winnow.series.SeriesAugmentation}). For audits,
 * series are made again and drawn ({@link dev.winnow.data.ReconstructionForm}).
 *
 * <p>Nothing here trusts a file, and no message ever holds a reading.
 */
@NullMarked
package dev.winnow.series;

import org.jspecify.annotations.NullMarked;

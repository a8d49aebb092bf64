/**
 * A capture filter for images and video: what detectors find is covered, and only that leaves (Osia
 * et al. 2017, section 3: "a simple Feature Extractor can just detect faces and replace them with
 * shaded regions").
 *
 * <p>In flow frames from {@code video} or stills; out flow {@link dev.winnow.mask.MaskedFrame}s, to
 * the analyzer as JPEG, to a recording, a published stream and a page. The frames themselves are
 * known to one thread, which drops them once they are masked.
 *
 * <p>{@link dev.winnow.mask.FrameMasker} decides what is covered: a {@link
 * dev.winnow.mask.DetectorGuard} asks the detectors and takes any failure for not having looked, a
 * {@link dev.winnow.mask.SortTracker} keeps a mask where nothing was detected, and frames wait a
 * moment so that a mask reaches back to before its first detection. Whoever runs a node finds this
 * module by {@link dev.winnow.data.filter.FilterProvider}, which {@link
 * dev.winnow.mask.MaskProvider} is; whoever builds a package makes a {@link
 * dev.winnow.mask.MaskPackage}.
 */
@NullMarked
package dev.winnow.mask;

import org.jspecify.annotations.NullMarked;

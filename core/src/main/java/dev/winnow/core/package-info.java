/**
 * The values that every module speaks: tensors and shapes, the manifest and the package that carry
 * an extractor to the edge, what a network says about itself, digests, provenance, progress.
 *
 * <p>Nothing here computes on data, opens a socket or loads a native library. Bytes that come from
 * outside enter as {@link dev.winnow.core.Json} fields or as an {@link
 * dev.winnow.core.ExtractorPackage}, which refuse what they do not know; what leaves is a record
 * that cannot be invalid.
 */
@NullMarked
package dev.winnow.core;

import org.jspecify.annotations.NullMarked;

/**
 * From features back to images and sequences, for the audit: a {@link
 * dev.winnow.learn.inversion.Decoder} learns it from pairs of both, {@link
 * dev.winnow.learn.inversion.ModelInversion} searches for the capture with the extractor in hand.
 */
@NullMarked
package dev.winnow.learn.inversion;

import org.jspecify.annotations.NullMarked;

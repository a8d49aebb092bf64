/**
 * Learns codebooks: in flow rows of a few values, out flow prototypes to which such rows are
 * rounded. Where rows have classes, {@link dev.winnow.learn.quantization.SoftLvq} moves the {@link
 * dev.winnow.learn.quantization.KMeans} centres of each until the nearest one tells the class.
 */
@NullMarked
package dev.winnow.learn.quantization;

import org.jspecify.annotations.NullMarked;

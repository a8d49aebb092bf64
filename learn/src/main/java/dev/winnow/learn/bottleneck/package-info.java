/**
 * A learned bottleneck behind an early cut: layers before the cut stay as they came, an encoder
 * brings what they make to a few numbers, and a decoder answers from these what the network answers
 * from all (after Eshratifar, Esmaili and Pedram 2019, "BottleNet", and Matsubara et al. 2022,
 * "BottleFit"). What a principal component cannot find in an early feature, the label, an encoder
 * that learns it does.
 *
 * <p>In flow a network, a cut and labelled captures; out flows one network from captures to
 * answers, which can be cut at the few numbers.
 */
@NullMarked
package dev.winnow.learn.bottleneck;

import org.jspecify.annotations.NullMarked;

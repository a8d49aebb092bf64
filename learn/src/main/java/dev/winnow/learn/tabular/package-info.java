/**
 * Training on rows of numbers that are in memory: the analyzer behind a reduced feature, and
 * attackers who retrain on features.
 *
 * <p>In flow a {@link dev.winnow.core.Tensor} of rows and their classes, and a network of one of
 * the forms in {@link dev.winnow.learn.tabular.TabularNetworks}, or any other; out flows the same
 * graph with other weights.
 */
@NullMarked
package dev.winnow.learn.tabular;

import org.jspecify.annotations.NullMarked;

/**
 * Where to cut a network, by trying: cuts of the network at several resolutions of its input, and
 * embeddings behind them, are judged by what they cost at once, then by a linear probe, and the
 * most promising by training that grows from round to round (successive halving; Jamieson and
 * Talwalkar 2016). Choices are made on people of the training part alone, so that what is built
 * afterwards is measured on people who had no part in it. Neurosurgeon (Kang et al. 2017) chooses
 * cuts by latency and energy; privacy is added here.
 *
 * <p>In flow a network, labelled captures and budgets; out flows what was tried, the Pareto front
 * and one recommendation.
 */
@NullMarked
package dev.winnow.build.plan;

import org.jspecify.annotations.NullMarked;

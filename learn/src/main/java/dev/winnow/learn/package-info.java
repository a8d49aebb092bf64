/**
 * Networks that learn: an ONNX graph computed by PyTorch forwards and backwards, and training.
 *
 * <p>From the bottom up, each knowing only what stands before it: {@code torch} is PyTorch as it is
 * used here, {@code operator} the table of operators that can be trained, {@code engine} the
 * trainable view of a whole graph, and {@code linalg} the analysis of features. {@code training} is
 * what every training shares, {@code example} the labelled images to learn from, {@code
 * architecture} the networks that know nothing yet. With these, {@code scratch} trains from
 * scratch, {@code siamese} fine-tunes, {@code bottleneck} learns an encoder behind an early cut,
 * {@code tabular} learns from rows of numbers, and {@code inversion} learns and searches the other
 * way, from features back to images, for the audit. There are no cycles among them.
 *
 * <p>In flow a {@link dev.winnow.onnx.Network} and labelled data; out flows the same graph with
 * other values, plain ONNX again. Every random choice comes from the seed in its settings: the same
 * seed, data, platform and number of threads give the same bytes.
 *
 * <p>Native memory has two owners: a trainable network holds its constants until it is closed, and
 * whatever a step makes is freed when the step's scope closes. Nothing is downloaded, and nothing
 * is reported to anybody.
 *
 * <p>Here, beside the packages, are only the failures they all know.
 */
@NullMarked
package dev.winnow.learn;

import org.jspecify.annotations.NullMarked;

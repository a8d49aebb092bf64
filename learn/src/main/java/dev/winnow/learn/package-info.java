/**
 * Networks that learn: an ONNX graph computed by PyTorch forwards and backwards, and training.
 *
 * <p>In flow a {@link dev.winnow.onnx.Network} and a labelled {@link dev.winnow.data.DataSet}. A
 * plan binds each node to an entry in the one table of operators, or names the node that has none
 * before anything runs. The constants that an operator learns become PyTorch's leaves; steps move
 * them, and out flows the same graph with other values, plain ONNX again, and how good it is on
 * people it has never seen.
 *
 * <p>{@link dev.winnow.learn.Training} makes a network from scratch. Every random choice comes from
 * the seed in its settings: the same seed, data, platform and number of threads give the same
 * bytes. {@link dev.winnow.learn.Decoder} and {@link dev.winnow.learn.ModelInversion} learn and
 * search the other way, from features back to images, for the audit.
 *
 * <p>Native memory has two owners: a trainable network holds its constants until it is closed, and
 * whatever a step makes is freed when the step's scope closes. Nothing is downloaded, and nothing
 * is reported to anybody.
 */
@NullMarked
package dev.winnow.learn;

import org.jspecify.annotations.NullMarked;

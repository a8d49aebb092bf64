package dev.winnow.analyzer;

import dev.winnow.core.Tensor;
import dev.winnow.wire.NamedTensor;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request's tensors on their way through a model.
 *
 * @param inputs in the order of the model's, all of so many rows
 * @param rows at least 1
 * @param outputs completed with the outputs, as many rows of each, or with what went wrong
 */
record Job(List<Tensor> inputs, int rows, CompletableFuture<List<NamedTensor>> outputs) {}

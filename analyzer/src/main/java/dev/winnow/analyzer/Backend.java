package dev.winnow.analyzer;

import dev.winnow.wire.NamedTensor;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What answers for one version of a model: an ONNX network, or code of another module that takes
 * what a capture filter let pass. Whoever opens it closes it. Safe for use by several threads.
 */
public interface Backend extends AutoCloseable {

  /** What it takes and answers; always the same. */
  BackendTerms terms();

  /**
   * Answers a request.
   *
   * @param inputs one for each of the terms' inputs, in their order, each of its type and shape.
   *     They must stay as they are until the answer is there
   * @param rows the first extent of them all, from 1 to the terms' most
   * @return one tensor for each of the terms' outputs. Fails with a {@link
   *     dev.winnow.wire.WireException} if what the inputs hold cannot be answered. Cancelling it
   *     takes a request that waits out of the queue, and does nothing to one that runs
   * @throws OverloadedException if too many requests wait already, or this is closed
   */
  CompletableFuture<List<NamedTensor>> answer(List<NamedTensor> inputs, int rows);

  /** Fails what still waits, and frees native memory once what runs is done. */
  @Override
  void close();
}

package dev.winnow.edge;

import dev.winnow.core.Digest;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.RunFailedException;
import dev.winnow.onnx.Session;
import java.util.List;

/**
 * An extractor's network ready to run, one sample at a time, whether it remembers or not. Whoever
 * opens it closes it.
 */
sealed interface FeatureRun extends AutoCloseable permits FeatureRun.Plain, SourceStates {
  /**
   * What a feature is made of; of one digest are only samples whose features are equal.
   *
   * @param sample not run yet
   */
  Digest digest(CaptureId id, Tensor sample);

  /**
   * Makes a feature.
   *
   * @throws RunFailedException if ONNX Runtime gives up
   */
  void run(CaptureId id, Tensor sample, Tensor feature);

  /** Lets the next chunk of a source begin anew. */
  void forget(CaptureId id);

  @Override
  void close();

  /**
   * Opens a network of one input and one output.
   *
   * @param states that it keeps for each source; it remembers nothing if there are none
   */
  static FeatureRun open(Network network, List<RecurrentState> states, int threads) {
    return states.isEmpty()
        ? new Plain(Session.open(network, threads))
        : SourceStates.open(network, states, threads);
  }

  /** Of a network that remembers nothing. */
  record Plain(Session session) implements FeatureRun {
    @Override
    public Digest digest(CaptureId id, Tensor sample) {
      return Digest.of(sample.bytes());
    }

    @Override
    public void run(CaptureId id, Tensor sample, Tensor feature) {
      session.run(sample, feature);
    }

    @Override
    public void forget(CaptureId id) {
      // Nothing is remembered.
    }

    @Override
    public void close() {
      session.close();
    }
  }
}

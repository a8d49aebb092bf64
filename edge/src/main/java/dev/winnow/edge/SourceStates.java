package dev.winnow.edge;

import dev.winnow.core.Digest;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.RunFailedException;
import dev.winnow.onnx.StatefulSession;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a recurrent extractor on the chunks of several sources, each of which has states of its own.
 * A chunk goes on from the one before if that is of the same source and nothing lies between them;
 * it begins anew behind a gap, behind what could not be read or made no number, and at whatever
 * does not follow in time.
 *
 * <p>Of the sources that were heard of last states are kept, and no more of them than take 8 MB; of
 * any other the next chunk begins anew. Chunks come one at a time, in the order of their stream.
 * Whoever opens it closes it.
 */
final class SourceStates implements FeatureRun {
  private static final int MOST_SOURCES = 256;
  private static final int MOST_BYTES = 8 << 20;

  /** Times are told to the millionth of a second. */
  private static final double ROUNDING = 2e-6;

  private final StatefulSession session;
  private final int most;
  private final Map<String, Carried> sources = new LinkedHashMap<>(16, 0.75f, true);

  /** What a chunk ended with. */
  private record Carried(CaptureId last, List<Tensor> values) {}

  private SourceStates(StatefulSession session, int most) {
    this.session = session;
    this.most = most;
  }

  /** As {@link StatefulSession#open} does, and throws. */
  static SourceStates open(Network network, List<RecurrentState> states, int threads) {
    int bytes = states.stream().mapToInt(RecurrentState::bytes).sum();
    int most = Math.max(1, Math.min(MOST_SOURCES, MOST_BYTES / Math.max(1, bytes)));
    return new SourceStates(StatefulSession.open(network, states, threads), most);
  }

  /**
   * What a chunk's feature is made of: the sample and the states that it begins with. Of one digest
   * are only chunks whose features are equal.
   */
  @Override
  public Digest digest(CaptureId id, Tensor sample) {
    List<Tensor> from = before(id);
    int size = sample.bytes().remaining();
    for (Tensor value : from) {
      size += value.bytes().remaining();
    }
    ByteBuffer all = ByteBuffer.allocate(size).put(sample.bytes());
    from.forEach(value -> all.put(value.bytes()));
    return Digest.of(all.flip());
  }

  /**
   * Runs a chunk and keeps the states that it ends with.
   *
   * @throws RunFailedException if ONNX Runtime gives up; the source begins anew then
   */
  @Override
  public void run(CaptureId id, Tensor sample, Tensor feature) {
    List<Tensor> from = before(id);
    List<Tensor> into = session.beginning();
    forget(id);
    session.run(sample, feature, from, into);
    if (into.stream().allMatch(Tensor::isFinite)) {
      sources.put(id.source(), new Carried(id, into));
      if (sources.size() > most) {
        sources.remove(sources.keySet().iterator().next());
      }
    }
  }

  /** Lets the next chunk of a source begin anew. */
  @Override
  public void forget(CaptureId id) {
    sources.remove(id.source());
  }

  @Override
  public void close() {
    session.close();
  }

  private List<Tensor> before(CaptureId id) {
    return Optional.ofNullable(sources.get(id.source()))
        .filter(carried -> follows(carried.last, id))
        .map(Carried::values)
        .orElseGet(session::beginning);
  }

  /** Chunks may overlap, for some networks want the end of the one before once more. */
  private static boolean follows(CaptureId last, CaptureId next) {
    if (last.time().isPresent() && next.time().isPresent()) {
      TimeWindow before = last.time().get();
      double start = next.time().get().start();
      return start > before.start() + ROUNDING && start <= before.end() + ROUNDING;
    }
    return last.time().isEmpty() && next.time().isEmpty() && next.sequence() == last.sequence() + 1;
  }
}

package dev.winnow.onnx.quantization;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Watches between which values tensors of a network lie while it answers. */
final class Calibration implements AutoCloseable {
  /** So many samples at a time, since every tensor of each is held. */
  private static final int ROWS = 4;

  private final Session session;
  private final Map<String, ActivationRange> ranges = new HashMap<>();

  private Calibration(Session session) {
    this.session = session;
  }

  /** Opens a session, which {@link #close} frees. */
  static Calibration of(Network network, Set<String> tensors, int threads) {
    ModelEditor editor = new ModelEditor(network);
    editor.nodes().forEach(editor::add);
    editor.graph().clearOutput();
    Set<String> inputs = Set.copyOf(network.inputs().stream().map(input -> input.name()).toList());
    for (String tensor : tensors) {
      if (!inputs.contains(tensor)) {
        editor.graph().addOutput(ValueInfoProto.newBuilder().setName(tensor));
      }
    }
    Calibration calibration = new Calibration(Session.open(editor.network(), threads));
    tensors.forEach(tensor -> calibration.ranges.put(tensor, ActivationRange.NONE));
    return calibration;
  }

  void add(Tensor inputs) {
    int step = session.inputs().get(0).batch().orElse(ROWS);
    String input = session.inputs().get(0).name();
    int rows = inputs.shape().dim(0);
    for (int from = 0; from < rows; from += step) {
      Tensor some = inputs.rows(from, Math.min(rows, from + step));
      ranges.computeIfPresent(input, (name, range) -> widened(range, some));
      session
          .run(Map.of(input, some))
          .forEach(
              (name, made) -> ranges.computeIfPresent(name, (same, range) -> widened(range, made)));
    }
  }

  private static ActivationRange widened(ActivationRange range, Tensor values) {
    ActivationRange wide = range;
    FloatBuffer buffer = values.buffer();
    while (buffer.hasRemaining()) {
      wide = wide.with(buffer.get());
    }
    return wide;
  }

  Map<String, ActivationRange> ranges() {
    return Map.copyOf(ranges);
  }

  @Override
  public void close() {
    session.close();
  }
}

package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A recurrent network ready to run on a stream, chunk by chunk. What it remembers is the caller's:
 * a run takes the states that the chunk before ended with and makes those that the next begins
 * with, so that one session serves many streams. Whoever opens it closes it.
 */
public final class StatefulSession implements AutoCloseable {
  private final Network network;
  private final List<RecurrentState> states;
  private final List<Tensor> beginning;
  private final OrtSession session;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StatefulSession(
      Network network, List<RecurrentState> states, List<Tensor> beginning, OrtSession session) {
    this.network = network;
    this.states = states;
    this.beginning = beginning;
    this.session = session;
  }

  /**
   * Opens a session on a network of one input and one output, whose weights it copies.
   *
   * @param states whose inputs are constants of the network, and whose outputs it makes
   * @param threads how many threads compute one run, at least 1
   * @throws UnsupportedNetworkException if there are no such states in it, or ONNX Runtime refuses
   *     it
   */
  public static StatefulSession open(Network network, List<RecurrentState> states, int threads) {
    List<Tensor> beginning = new ArrayList<>();
    for (RecurrentState state : states) {
      beginning.add(
          network
              .constant(state.input())
              .filter(value -> value.shape().equals(state.shape()))
              .filter(value -> network.graph().maker(state.output()).isPresent())
              .orElseThrow(
                  () ->
                      new UnsupportedNetworkException(
                          network.toString(),
                          "it has no state \"%s\" of the shape %s that goes on with \"%s\"; build it again"
                              .formatted(state.input(), state.shape(), state.output()))));
    }
    requireFitting(network, states);
    if (ShapeInference.isNeededFirst(network.graph())) {
      network.shapes();
    }
    ModelProto model = streaming(network.graph(), states);
    OrtSession session = OnnxRuntime.open(network.graph(), model, threads, OptLevel.ALL_OPT);
    return new StatefulSession(network, List.copyOf(states), List.copyOf(beginning), session);
  }

  /** The feature may be what the next chunk begins with. */
  private static void requireFitting(Network network, List<RecurrentState> states) {
    TensorSpec feature = network.outputs().get(0);
    Set<String> names = new HashSet<>();
    for (RecurrentState state : states) {
      boolean isOnce = names.add(state.input()) && names.add(state.output());
      boolean isFeature = state.output().equals(feature.name());
      if (!isOnce || (isFeature && feature.shape().size() != state.shape().size())) {
        throw new UnsupportedNetworkException(
            network.toString(),
            "its states \"%s\" and \"%s\" fit neither each other nor what it makes; build it again"
                .formatted(state.input(), state.output()));
      }
    }
  }

  /** The states that a stream begins with, in the order of the states; copies. */
  public List<Tensor> beginning() {
    return beginning.stream().map(value -> Tensor.of(value.shape(), value.toArray())).toList();
  }

  /**
   * Runs one chunk. Nothing is copied.
   *
   * @param sample one row, as the network takes it
   * @param feature room for one row of what it makes
   * @param from states that the chunk begins with
   * @param into room for those that the next one begins with
   * @throws RunFailedException if ONNX Runtime gives up, or a shape is not as it should be
   */
  public void run(Tensor sample, Tensor feature, List<Tensor> from, List<Tensor> into) {
    Map<String, OnnxTensor> given = new HashMap<>();
    Map<String, OnnxTensor> made = new HashMap<>();
    try {
      given.put(network.inputs().get(0).name(), OnnxRuntime.tensor(sample));
      String output = network.outputs().get(0).name();
      made.put(output, OnnxRuntime.tensor(feature));
      for (int i = 0; i < states.size(); i++) {
        given.put(states.get(i).input(), OnnxRuntime.tensor(from.get(i)));
        if (!states.get(i).output().equals(output)) {
          made.put(states.get(i).output(), OnnxRuntime.tensor(into.get(i)));
        }
      }
      session.run(given, made).close();
      for (int i = 0; i < states.size(); i++) {
        if (states.get(i).output().equals(output)) {
          into.get(i).buffer().put(feature.buffer());
        }
      }
    } catch (OrtException e) {
      throw new RunFailedException(
          "%s failed on a chunk: %s".formatted(network, OnnxRuntime.reason(network.graph(), e)), e);
    } finally {
      given.values().forEach(OnnxTensor::close);
      made.values().forEach(OnnxTensor::close);
    }
  }

  /** Frees the native memory; does nothing the second time. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    OnnxRuntime.close(network.graph(), session);
  }

  /** The model as a session has it, with its states as inputs and outputs. */
  private static ModelProto streaming(Graph graph, List<RecurrentState> states) {
    ModelProto.Builder model = Session.runnable(graph).toBuilder();
    GraphProto.Builder bare = model.getGraphBuilder().clearInitializer();
    for (TensorProto weight : graph.model().getGraph().getInitializerList()) {
      if (states.stream().noneMatch(state -> state.input().equals(weight.getName()))) {
        bare.addInitializer(weight);
      }
    }
    for (RecurrentState state : states) {
      var type = bare.addInputBuilder().setName(state.input()).getTypeBuilder();
      var tensor = type.getTensorTypeBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
      state.shape().dims().forEach(d -> tensor.getShapeBuilder().addDimBuilder().setDimValue(d));
      if (!graph.isOutput(state.output())) {
        bare.addOutputBuilder().setName(state.output());
      }
    }
    return model.build();
  }
}

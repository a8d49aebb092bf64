package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A network ready to run: the ONNX Runtime session that computes it. Whoever opens a session closes
 * it, which frees its native memory at once.
 *
 * <p>The same input gives the same output, to the bit, for the same number of threads and rows.
 * Several threads may run a session at the same time; closing it while one does is an error.
 */
public final class Session implements AutoCloseable {
  private final Graph graph;
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> outputs;
  private final OrtSession session;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Session(Network network, OrtSession session) {
    this.graph = network.graph();
    this.inputs = network.inputs();
    this.outputs = network.outputs();
    this.session = session;
  }

  /**
   * Opens a session on the bytes of an ONNX file, which nobody need vouch for.
   *
   * @param network not needed any more once the session is open
   * @param threads how many threads compute one run, at least 1
   * @throws MalformedNetworkException if the bytes are damaged or contradict themselves
   * @throws UnsupportedNetworkException if they use a part of ONNX that is not supported
   */
  public static Session open(byte[] network, int threads) {
    return open(Network.parse("the network", network), threads);
  }

  /**
   * Opens a session on a network, whose weights it copies.
   *
   * @param threads how many threads compute one run, at least 1
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the network
   */
  public static Session open(Network network, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a session needs at least one thread, not " + threads);
    }
    Graph graph = network.graph();
    if (ShapeInference.isNeededFirst(graph)) {
      network.shapes();
    }
    return new Session(
        network, OnnxRuntime.open(graph, runnable(graph), threads, OptLevel.ALL_OPT));
  }

  /**
   * Opens a session that records how long each operator takes, until {@link #endProfiling}. Nodes
   * are called {@code winnow.} and their place in {@link Network#nodes} there, or after the tensor
   * that they make where ONNX Runtime rearranges them.
   *
   * @param threads how many threads compute one run, at least 1
   * @param prefix beginning of the path of the file that receives it
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the network
   */
  public static Session openProfiled(Network network, int threads, Path prefix) {
    Graph graph = network.graph();
    ModelProto.Builder model = runnable(graph).toBuilder();
    for (int i = 0; i < model.getGraph().getNodeCount(); i++) {
      model.getGraphBuilder().getNodeBuilder(i).setName("winnow." + i);
    }
    return new Session(
        network,
        OnnxRuntime.open(graph, model.build(), threads, OptLevel.ALL_OPT, Optional.of(prefix)));
  }

  /**
   * Ends the recording that {@link #openProfiled} began.
   *
   * @return the file, a list of events in JSON as Chrome's tracing has them, durations in
   *     microseconds
   * @throws RunFailedException if nothing is recorded
   */
  public Path endProfiling() {
    try {
      return Path.of(session.endProfiling());
    } catch (OrtException e) {
      throw new RunFailedException(graph.what() + " was not profiled", e);
    }
  }

  /** What a run takes. */
  public List<TensorSpec> inputs() {
    return inputs;
  }

  /** What a run makes. */
  public List<TensorSpec> outputs() {
    return outputs;
  }

  /**
   * Runs a network of one input and returns its first output, newly allocated.
   *
   * @param batch rows of samples; if the network takes a fixed number, a multiple of it, which is
   *     run in turn
   * @return as many rows of the output
   * @throws WrongInputException if the network takes another shape or several inputs
   * @throws RunFailedException if ONNX Runtime gives up
   */
  public Tensor run(Tensor batch) {
    Tensor into = Tensor.allocate(shape(outputs.get(0), rows(onlyInput(), batch)));
    run(batch, into);
    return into;
  }

  /**
   * Runs a network of one input and writes its first output into a tensor of the caller's. Neither
   * is copied.
   *
   * @param batch as in {@link #run(Tensor)}
   * @param into as many rows of the output
   * @throws WrongInputException if the network takes or makes another shape or takes several inputs
   * @throws RunFailedException if ONNX Runtime gives up
   */
  public void run(Tensor batch, Tensor into) {
    TensorSpec input = onlyInput();
    TensorSpec output = outputs.get(0);
    int rows = rows(input, batch);
    Shape needed = shape(output, rows);
    if (!into.shape().equals(needed)) {
      throw new WrongInputException(
          "the output \"%s\" of %s for %d rows needs room of the shape %s, not %s"
              .formatted(output.name(), graph.what(), rows, needed, into.shape()));
    }
    run(rows, Map.of(input.name(), batch), Map.of(output.name(), into));
  }

  /**
   * Runs a network.
   *
   * @param batch rows of samples for each input, by its name
   * @return as many rows of each output, by its name, newly allocated
   * @throws WrongInputException if a name or a shape is not one that the network takes
   * @throws RunFailedException if ONNX Runtime gives up
   */
  public Map<String, Tensor> run(Map<String, Tensor> batch) {
    int rows = 0;
    for (TensorSpec input : inputs) {
      Tensor given = batch.get(input.name());
      if (given == null || batch.size() != inputs.size()) {
        throw new WrongInputException(
            "%s takes the inputs %s, not %s".formatted(graph.what(), names(), batch.keySet()));
      }
      int found = rows(input, given);
      if (rows != 0 && found != rows) {
        throw new WrongInputException(
            "the input \"%s\" of %s has %d rows where another has %d; give all the same"
                .formatted(input.name(), graph.what(), found, rows));
      }
      rows = found;
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (TensorSpec output : outputs) {
      results.put(output.name(), Tensor.allocate(shape(output, rows)));
    }
    run(rows, batch, results);
    return results;
  }

  /**
   * Runs a network of one input and writes all its outputs into tensors of the caller's, which can
   * be used again for the next run. Nothing is copied.
   *
   * @param batch as in {@link #run(Tensor)}
   * @param into room for each output, by its name: as many rows of it
   * @throws WrongInputException if the network takes or makes another shape or takes several inputs
   * @throws RunFailedException if ONNX Runtime gives up
   */
  public void run(Tensor batch, Map<String, Tensor> into) {
    TensorSpec input = onlyInput();
    int rows = rows(input, batch);
    for (TensorSpec output : outputs) {
      Shape needed = shape(output, rows);
      Tensor room = into.get(output.name());
      if (room == null || !room.shape().equals(needed)) {
        throw new WrongInputException(
            "the output \"%s\" of %s for %d rows needs room of the shape %s, not %s"
                .formatted(
                    output.name(),
                    graph.what(),
                    rows,
                    needed,
                    room == null ? "none" : room.shape()));
      }
    }
    run(rows, Map.of(input.name(), batch), into);
  }

  /** Frees the native memory; does nothing the second time. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    OnnxRuntime.close(graph, session);
  }

  private void run(int rows, Map<String, Tensor> batch, Map<String, Tensor> into) {
    int step = step(rows);
    for (int run = 0; run < rows / step; run++) {
      Map<String, OnnxTensor> given = new HashMap<>();
      Map<String, OnnxTensor> made = new HashMap<>();
      try {
        for (Map.Entry<String, Tensor> input : batch.entrySet()) {
          given.put(input.getKey(), slice(input.getValue(), run, step));
        }
        for (TensorSpec output : outputs) {
          Tensor room = into.get(output.name());
          if (room != null) {
            made.put(output.name(), slice(room, run, output.batch().orElse(step)));
          }
        }
        session.run(given, made).close();
      } catch (OrtException e) {
        throw new RunFailedException(
            "%s failed on %d rows: %s".formatted(graph.what(), step, OnnxRuntime.reason(graph, e)),
            e);
      } finally {
        given.values().forEach(OnnxTensor::close);
        made.values().forEach(OnnxTensor::close);
      }
    }
  }

  /**
   * The model as ONNX Runtime shall see it: weights that are listed as inputs are not, for they
   * could not be folded into the kernels, and outputs have the shapes that are inferred, for
   * declared ones may be wrong.
   */
  static ModelProto runnable(Graph graph) {
    ModelProto.Builder model = graph.model().toBuilder();
    model.setIrVersion(Math.max(Graph.UNLISTED_WEIGHTS, model.getIrVersion()));
    GraphProto.Builder bare = model.getGraphBuilder();
    bare.clearInput().addAllInput(graph.inputs()).clearOutput();
    for (ValueInfoProto output : graph.model().getGraph().getOutputList()) {
      bare.addOutputBuilder().setName(output.getName());
    }
    return model.build();
  }

  /** One run's share of a tensor, in ONNX Runtime's form and over the same memory. */
  private static OnnxTensor slice(Tensor tensor, int run, int rows) throws OrtException {
    return OnnxRuntime.tensor(tensor.rows(run * rows, (run + 1) * rows));
  }

  private TensorSpec onlyInput() {
    if (inputs.size() != 1) {
      throw new WrongInputException(
          "%s takes the inputs %s; give each by its name".formatted(graph.what(), names()));
    }
    return inputs.get(0);
  }

  /** How many samples one run of ONNX Runtime takes. */
  private int step(int rows) {
    return inputs.get(0).batch().orElse(rows);
  }

  private int rows(TensorSpec input, Tensor given) {
    Shape shape = given.shape();
    int step = input.batch().orElse(1);
    if (shape.rank() == 0
        || !shape.row().equals(input.shape())
        || shape.dim(0) == 0
        || shape.dim(0) % step != 0) {
      throw new WrongInputException(
          "the input \"%s\" of %s takes rows of the shape %s%s, not a tensor of the shape %s"
              .formatted(
                  input.name(),
                  graph.what(),
                  input.shape(),
                  step == 1 ? "" : ", a multiple of " + step,
                  shape));
    }
    return shape.dim(0);
  }

  private Shape shape(TensorSpec output, int rows) {
    int step = step(rows);
    return output.shape().batch(rows / step * output.batch().orElse(step));
  }

  private List<String> names() {
    return inputs.stream().map(TensorSpec::name).toList();
  }
}

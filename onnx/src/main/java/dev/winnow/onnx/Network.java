package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Interval;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.ModelCard;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A neural network as an ONNX graph of standard operators, checked and immutable: its nodes are in
 * topological order, every tensor is made once and before it is taken, and its inputs and outputs
 * are 32-bit floats whose first axis counts the samples.
 *
 * <p>Reading a network checks its structure. What its operators make of their inputs is checked by
 * ONNX Runtime when shapes, cuts or costs are first asked for, which takes about a millisecond per
 * hundred nodes however large the weights are, or when a {@link Session} is opened. Each of these
 * throws {@link UnsupportedNetworkException} if an operator's attributes, types or shapes do not
 * fit.
 *
 * <p>Safe for use by several threads.
 */
public final class Network {
  private static final String STATES = "winnow.states";

  private final Graph graph;
  private final Constants constants;
  private final List<TensorSpec> inputs;
  private final Lazy<List<TensorSpec>> outputs;
  private final Lazy<Shapes> shapes;
  private final Lazy<Costs> costs;
  private final Lazy<Cuts> cuts;

  private Network(Graph graph) {
    this.graph = graph;
    this.constants = new Constants(graph);
    this.inputs =
        graph.inputs().stream().map(input -> TensorSpecs.input(graph.what(), input)).toList();
    if (inputs.isEmpty()) {
      throw new MalformedNetworkException(graph.what(), "it has no input");
    }
    outputProtos()
        .forEach(
            output ->
                TensorSpecs.requireFloats(
                    graph.what(), "its output \"" + output.getName() + "\" ", output));
    this.shapes = new Lazy<>(() -> Shapes.of(graph));
    this.costs = new Lazy<>(() -> new Costs(graph, constants, shapes.value()));
    this.cuts = new Lazy<>(() -> new Cuts(graph, shapes.value(), costs.value()));
    this.outputs = new Lazy<>(() -> outputProtos().stream().map(this::output).toList());
  }

  /**
   * Reads a file that nobody vouches for. Weights that it keeps in other files are read too, if
   * these lie in its own folder. Takes memory for the file's bytes once; at most 2,000,000,000.
   *
   * @throws UnreadableNetworkException if the file, or one that it needs, is absent, too large or
   *     cannot be read
   * @throws MalformedNetworkException if it is damaged or contradicts itself
   * @throws UnsupportedNetworkException if it uses an operator outside the standard ONNX domain or
   *     another part of ONNX that is not supported
   */
  public static Network read(Path file) {
    return of(file.toString(), NetworkFile.read(file));
  }

  /**
   * Reads bytes that nobody vouches for.
   *
   * @param what what the network is called in messages, such as {@code extractor.onnx}
   * @param bytes shared, not copied: the caller keeps its hands off
   * @throws MalformedNetworkException if they are damaged or contradict themselves
   * @throws UnsupportedNetworkException if they use an operator outside the standard ONNX domain or
   *     another part of ONNX that is not supported, such as weights in other files
   */
  public static Network parse(String what, byte[] bytes) {
    return of(what, NetworkFile.parseWhole(what, bytes));
  }

  static Network of(String what, ModelProto model) {
    return new Network(Graph.of(what, model));
  }

  /** The network as the bytes of an ONNX file; the same network gives the same bytes. */
  public byte[] toBytes() {
    return graph.model().toByteArray();
  }

  /**
   * Writes the network to a file, replacing it whole or not at all.
   *
   * @throws UnreadableNetworkException if the file cannot be written
   */
  public void write(Path file) {
    NetworkFile.write(file, graph.model());
  }

  /** What a run takes; weights are not among it. */
  public List<TensorSpec> inputs() {
    return inputs;
  }

  /** What a run makes; inferred where the file does not say. */
  public List<TensorSpec> outputs() {
    return outputs.value();
  }

  /** The version of the standard operators that the network uses. */
  public int opset() {
    return (int) ModelValidator.opset(graph.model());
  }

  /** The operators in topological order. */
  public List<Node> nodes() {
    return graph.nodes();
  }

  /**
   * A copy of the values of a constant of 32-bit floats: a weight stored in the file, or the result
   * of a {@code Constant} or {@code ConstantOfShape} node; empty for any other name.
   */
  public Optional<Tensor> constant(String tensor) {
    return constants.floats(tensor);
  }

  /** The values of a stored constant of 32- or 64-bit integers; empty for any other name. */
  public Optional<long[]> integers(String tensor) {
    return constants.integers(tensor);
  }

  /**
   * The same graph with other weights.
   *
   * @param values by the names for which {@link #constant} has a value, each of the same shape; a
   *     node that made the old value gives way to a stored weight
   * @throws IllegalArgumentException if a name or a shape is not so
   */
  public Network withConstants(Map<String, Tensor> values) {
    return of(graph.what(), new WeightReplacement(graph, constants).apply(values));
  }

  /** What the file says about itself beside the graph, by key. */
  public Map<String, String> metadata() {
    return NetworkFile.metadata(graph.model());
  }

  /**
   * What the network says about its labels, preprocessing and origin; empty if nothing.
   *
   * @throws MalformedJsonException if its metadata cannot be understood
   */
  public ModelCard card() {
    return ModelCard.readFrom(metadata());
  }

  /**
   * What the network keeps from one chunk of a stream to the next, if it was imported so; see
   * {@link StatefulSession}. Whatever else is done with the network, it begins each sample anew.
   *
   * @throws MalformedJsonException if its metadata cannot be understood
   */
  public List<RecurrentState> states() {
    String text = metadata().get(STATES);
    return text == null ? List.of() : RecurrentState.listFromText(STATES, text);
  }

  static void writeStates(ModelProto.Builder model, List<RecurrentState> states) {
    Map<String, String> metadata = new TreeMap<>(NetworkFile.metadata(model.buildPartial()));
    String before = metadata.remove(STATES);
    if (!states.isEmpty()) {
      metadata.put(STATES, RecurrentState.text(states));
    }
    if (before != null || !states.isEmpty()) {
      NetworkFile.putMetadata(model, metadata);
    }
  }

  /**
   * How captures are prepared for it, as its card says.
   *
   * @throws IllegalArgumentException if it does not
   */
  public InputSpec preparation() {
    return card()
        .preprocessing()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s does not say how captures are prepared for it; write that into it with winnow card"
                        .formatted(this)));
  }

  /** The same network with another card. */
  public Network withCard(ModelCard card) {
    ModelProto.Builder model = graph.model().toBuilder();
    NetworkFile.putMetadata(model, card.addTo(metadata()));
    return of(graph.what(), model.build());
  }

  /**
   * The shape of one sample of a tensor; of a constant, and of a tensor whose first axis does not
   * count the samples, the whole shape.
   *
   * @throws IllegalArgumentException if the network has no such tensor
   */
  public Shape shape(String tensor) {
    return shapes.value().sample(tensor);
  }

  /**
   * The tensors where the network can be cut, from input to output: each separates the inputs from
   * all outputs, holds 32-bit floats and has the samples on its first axis. Neither inputs nor
   * outputs are among them. Costs time linear in the size of the graph.
   */
  public List<Cut> cuts() {
    return cuts.value().all();
  }

  /** Why there is nowhere to cut, in a sentence; empty if there is a cut. */
  public Optional<String> whyUncut() {
    return cuts.value().obstacle();
  }

  /**
   * The cut of a tensor, or of the layer that makes it.
   *
   * @throws UnknownCutException if there is no such cut; the message names the nearest
   */
  public Cut cut(String tensorOrLayer) {
    return cuts.value().find(tensorOrLayer);
  }

  /**
   * Splits the network in two that stand alone: feeding the output of the one to the other gives
   * what this gives. Both keep the operator set, the names of what they hold, the batch and the
   * metadata; of the card, the extractor keeps the preprocessing and the analyzer the labels. A
   * constant that both take goes to both. {@link #states} stay with the extractor, which also keeps
   * what makes them.
   *
   * @param cut one of {@link #cuts}
   * @throws UnknownCutException if it is not
   * @throws StatefulAnalyzerException if a state would be needed behind the cut
   */
  public SplitNetwork split(Cut cut) {
    SplitNetwork parts = split(cut(cut.tensor()), states());
    if (takesState(parts.analyzer())) {
      throw new StatefulAnalyzerException(
          this,
          cut,
          states(),
          cuts().stream()
              .filter(other -> !takesState(split(other, states()).analyzer()))
              .findFirst());
    }
    return parts;
  }

  private SplitNetwork split(Cut cut, List<RecurrentState> states) {
    return new Splitter(graph, cut).split(outputs(), states);
  }

  private boolean takesState(Network part) {
    return states().stream().anyMatch(state -> part.graph.initializer(state.input()).isPresent());
  }

  /**
   * Refuses a network that may make something else of the same input another time: noise that is a
   * function of the feature would then be another each time too, and an average would be without.
   * Every node is looked at, whether an output depends on it or not. Costs microseconds.
   *
   * @throws NondeterministicNetworkException if an operator is not known to be deterministic, or
   *     may run in training mode
   */
  public void requireDeterministic() {
    Determinism.require(graph, constants);
  }

  /**
   * Where the values of the first output surely lie, whatever goes in, if the network ends in a
   * Clip between constants and arithmetic with constants behind it: what {@link
   * SplitNetwork#reduced} makes of a reduction that clips. Read off the operators that run, so it
   * holds whoever made the network; but ONNX does not say what Clip makes of NaN.
   *
   * @return one for each value of one sample in row-major order, in the output's own units, as
   *     single precision rounds them; empty if nothing, or not each value, is surely limited
   */
  public Optional<List<Interval>> outputBounds() {
    return OutputBounds.of(this);
  }

  /**
   * Refuses a network whose output is not surely clipped to just these bounds: whoever reads them
   * would be told of another feature than the one that is made.
   *
   * @param bounds one for each value of one sample
   * @throws UnclippedNetworkException if {@link #outputBounds} are not these, but for rounding
   */
  public void requireClip(List<Interval> bounds) {
    Optional<List<Interval>> own = outputBounds();
    if (own.isEmpty() || !OutputBounds.areAlike(own.get(), bounds)) {
      throw new UnclippedNetworkException(toString(), own, bounds);
    }
  }

  /**
   * What stands between a tensor and the first output: the known reduction, or whatever else, which
   * a reader of the network should look at. Recognised by structure, not by names. Costs time
   * linear in the size of the graph.
   *
   * @param cutTensor where the network is said to have been cut
   * @throws UnknownCutException if no node makes it
   */
  public AfterCut afterCut(String cutTensor) {
    return new Tail(graph, cutTensor).read();
  }

  /**
   * Multiply-accumulates of each node for one sample, in the order of {@link #nodes}; as {@link
   * Cost} counts them.
   */
  public List<Long> macs() {
    return costs.value().each();
  }

  /** What the whole network holds and computes. */
  public Cost cost() {
    return costs.value().whole();
  }

  Graph graph() {
    return graph;
  }

  Shapes shapes() {
    return shapes.value();
  }

  @Override
  public String toString() {
    return graph.what();
  }

  private List<ValueInfoProto> outputProtos() {
    GraphProto proto = graph.model().getGraph();
    return proto.getOutputList();
  }

  /** A declaration may forget that the batch is free; then the shape is inferred. */
  private TensorSpec output(ValueInfoProto value) {
    OptionalInt batch = inputs.get(0).batch();
    return TensorSpecs.declared(value)
        .filter(declared -> declared.batch().isPresent() == batch.isPresent())
        .orElseGet(() -> shapes.value().port(value.getName(), batch));
  }

  /** A value that is made when first asked for, once, by whichever thread comes first. */
  private static final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    Lazy(Supplier<T> maker) {
      this.maker = maker;
    }

    synchronized T value() {
      T made = value;
      if (made == null) {
        made = maker.get();
        value = made;
      }
      return made;
    }
  }
}

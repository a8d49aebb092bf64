package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.PcaProjection;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Puts a reduction between the two sides of a cut. The extractor gets
 *
 * <pre>  Flatten, Sub mean, Gemm componentsᵀ</pre>
 *
 * or, if the reduction clips,
 *
 * <pre>
 *   Flatten, Sub mean, Gemm (componentsᵀ − centre) / deviations, Clip, Mul deviations, Add centre
 * </pre>
 *
 * so that one Clip with scalar bounds limits each coordinate by a measure of its own. The mean is
 * subtracted before the product, not after: of two large numbers that nearly cancel, single
 * precision would leave little. The analyzer gets
 *
 * <pre>  Gemm components + mean, Reshape to the cut tensor</pre>
 *
 * <p>All that is new is called after the reduced feature, and nothing else in either part is.
 */
final class Reducer {
  /** The first operator set in which the bounds of a Clip are inputs, not attributes. */
  private static final int CLIP_INPUTS = 11;

  private final SplitNetwork parts;
  private final PcaProjection reduction;
  private final double gain;
  private final TensorSpec cut;
  private final TensorSpec feature;

  /**
   * @throws IllegalArgumentException if the reduction is of another number of values than cross
   */
  Reducer(SplitNetwork parts, PcaProjection reduction, double gain) {
    this.parts = parts;
    this.reduction = reduction;
    this.gain = gain;
    this.cut = parts.analyzer().inputs().get(0);
    if (reduction.width() != cut.shape().size()) {
      throw new IllegalArgumentException(
          "a reduction of %d values does not fit the cut %s, which has %d"
              .formatted(reduction.width(), cut, cut.shape().size()));
    }
    this.feature = new TensorSpec(freeName(), cut.batch(), Shape.of(reduction.dims()));
  }

  /** What the unclipped coordinates of a reduced feature are called. */
  static String scores(String feature) {
    return feature + ".scores";
  }

  SplitNetwork reduced() {
    return new SplitNetwork(extractor(), analyzer());
  }

  private Network extractor() {
    NetworkBuilder tail = NetworkBuilder.named(feature.name());
    String x = tail.flatten(named(".flat"), cut.name());
    String mean = tail.constant(named(".mean"), reduction.mean());
    x = tail.node("Sub", named(".centred"), List.of(x, mean), Attributes.none());
    if (reduction.clip().isPresent()) {
      clipped(tail, x, (float) reduction.clip().getAsDouble());
    } else {
      Tensor nothing = Tensor.allocate(feature.shape());
      tail.gemm(feature.name(), x, reduction.components(), nothing);
    }
    ModelProto.Builder model = parts.extractor().graph().model().toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.addAllNode(tail.model().getGraph().getNodeList());
    store(model, tail);
    ValueInfoProto pattern = parts.extractor().graph().inputs().get(0);
    graph.clearOutput().addOutput(TensorSpecs.of(feature, pattern));
    return Network.of(parts.extractor().toString(), model.build());
  }

  private void clipped(NetworkBuilder tail, String centred, float clip) {
    List<Double> deviations = reduction.deviations();
    List<Double> centre = reduction.centre();
    Tensor offset = values(i -> -centre.get(i) / deviations.get(i));
    String x = tail.gemm(scores(feature.name()), centred, scaledComponents(), offset);
    x = clip(tail, x, clip);
    String scale = tail.constant(named(".deviations"), values(deviations::get));
    x = tail.node("Mul", named(".scaled"), List.of(x, scale), Attributes.none());
    String middle = tail.constant(named(".centre"), values(centre::get));
    tail.add(feature.name(), x, middle);
  }

  private String clip(NetworkBuilder tail, String x, float clip) {
    String name = named(".clipped");
    if (parts.extractor().opset() < CLIP_INPUTS) {
      Attributes bounds = Attributes.none().withNumber("min", -clip).withNumber("max", clip);
      return tail.node("Clip", name, List.of(x), bounds);
    }
    String min = tail.constant(named(".min"), Tensor.of(Shape.of(), -clip));
    String max = tail.constant(named(".max"), Tensor.of(Shape.of(), clip));
    return tail.node("Clip", name, List.of(x, min, max), Attributes.none());
  }

  private Network analyzer() {
    NetworkBuilder head = NetworkBuilder.named(feature.name());
    List<String> inputs =
        List.of(
            feature.name(),
            head.constant(named(".restored.components"), drawnOut()),
            head.constant(named(".restored.mean"), restoredMean()));
    boolean flat = cut.shape().rank() == 1;
    String restored = flat ? cut.name() : named(".restored");
    head.node("Gemm", named(".restored"), inputs, List.of(restored), Attributes.none());
    if (!flat) {
      // The 0 keeps the number of samples, fixed or not.
      String shape = head.integers(named(".shape"), cut.shape().batch(0).toLongs());
      List<String> reshaped = List.of(restored, shape);
      head.node("Reshape", named(".shaped"), reshaped, List.of(cut.name()), Attributes.none());
    }
    ModelProto old = parts.analyzer().graph().model();
    ModelProto.Builder model = old.toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder().clearNode().clearInput();
    graph.addAllNode(head.model().getGraph().getNodeList());
    graph.addAllNode(old.getGraph().getNodeList());
    for (ValueInfoProto input : old.getGraph().getInputList()) {
      graph.addInput(input.getName().equals(cut.name()) ? TensorSpecs.of(feature, input) : input);
    }
    store(model, head);
    return Network.of(parts.analyzer().toString(), model.build());
  }

  private static void store(ModelProto.Builder model, NetworkBuilder made) {
    GraphProto.Builder graph = model.getGraphBuilder();
    for (TensorProto constant : made.model().getGraph().getInitializerList()) {
      graph.addInitializer(constant);
      if (model.getIrVersion() < Graph.UNLISTED_WEIGHTS) {
        graph.addInput(TensorSpecs.listed(constant));
      }
    }
  }

  private Tensor drawnOut() {
    Tensor scaled = Tensor.allocate(reduction.components().shape());
    map(reduction.components(), scaled, value -> value * gain);
    return scaled;
  }

  /** mean + componentsᵀ · centre · (1 − gain), so that the centre stays where it is. */
  private Tensor restoredMean() {
    double[] sums = new double[reduction.width()];
    for (int row = 0; row < reduction.dims(); row++) {
      FloatBuffer direction = reduction.components().rows(row, row + 1).buffer();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += direction.get(i) * reduction.centre().get(row) * (1 - gain);
      }
    }
    Tensor mean = Tensor.allocate(reduction.mean().shape());
    for (int i = 0; i < sums.length; i++) {
      mean.buffer().put(i, (float) (reduction.mean().buffer().get(i) + sums[i]));
    }
    return mean;
  }

  private Tensor scaledComponents() {
    Tensor scaled = Tensor.allocate(reduction.components().shape());
    for (int row = 0; row < reduction.dims(); row++) {
      double deviation = reduction.deviations().get(row);
      map(
          reduction.components().rows(row, row + 1),
          scaled.rows(row, row + 1),
          value -> value / deviation);
    }
    return scaled;
  }

  private static void map(Tensor from, Tensor to, DoubleUnaryOperator change) {
    FloatBuffer in = from.buffer();
    FloatBuffer out = to.buffer();
    while (in.hasRemaining()) {
      out.put((float) change.applyAsDouble(in.get()));
    }
  }

  /** One value per reduced coordinate. */
  private Tensor values(IntToDoubleFunction value) {
    Tensor values = Tensor.allocate(feature.shape());
    for (int i = 0; i < reduction.dims(); i++) {
      values.buffer().put(i, (float) value.applyAsDouble(i));
    }
    return values;
  }

  private String named(String suffix) {
    return feature.name() + suffix;
  }

  /** A name that nothing in either part has, nor begins with before a dot. */
  private String freeName() {
    Set<String> taken = new HashSet<>();
    for (Network part : List.of(parts.extractor(), parts.analyzer())) {
      GraphProto graph = part.graph().model().getGraph();
      graph.getInitializerList().forEach(constant -> taken.add(constant.getName()));
      graph.getInputList().forEach(input -> taken.add(input.getName()));
      for (NodeProto node : graph.getNodeList()) {
        taken.add(node.getName());
        taken.addAll(node.getInputList());
        taken.addAll(node.getOutputList());
      }
    }
    String name = cut.name() + ".reduced";
    while (isTaken(name, taken)) {
      name += "_";
    }
    return name;
  }

  private static boolean isTaken(String name, Set<String> taken) {
    return taken.stream().anyMatch(other -> other.equals(name) || other.startsWith(name + "."));
  }
}

package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes constants of the inputs beside the captures: those whose number is stated, and the states
 * of recurrent networks, which begin with zeros. The output that hands a state on to the next run
 * is left out; if the state is to be kept, what makes it stays.
 */
public final class ConstantInputs {
  private static final int MOST_ELEMENTS = 1 << 20;
  private static final Set<Integer> WHOLE =
      Set.of(DataType.INT64_VALUE, DataType.INT32_VALUE, DataType.BOOL_VALUE);

  private final GraphProto.Builder graph;
  private final Map<String, Double> stated;
  private final Map<String, String> carried;
  private final List<String> remarks;
  private final List<RecurrentState> states = new ArrayList<>();

  private ConstantInputs(
      GraphProto.Builder graph, ConversionOptions options, List<String> remarks) {
    this.graph = graph;
    this.stated = options.constants();
    this.carried = options.states();
    this.remarks = remarks;
  }

  /**
   * Makes constants.
   *
   * @param options with the numbers and the states that were named
   * @return the states that are to be kept
   * @throws InconvertibleException if there is no such input or output, they do not fit each other,
   *     or another input beside the captures holds no floats
   */
  public static List<RecurrentState> apply(
      GraphProto.Builder graph, ConversionOptions options, List<String> remarks) {
    ConstantInputs constants = new ConstantInputs(graph, options, remarks);
    constants.convert();
    return List.copyOf(constants.states);
  }

  private void convert() {
    List<ValueInfoProto> inputs = inputs();
    List<String> names = inputs.stream().map(ValueInfoProto::getName).toList();
    requireInputs(stated.keySet(), "constant", names);
    requireInputs(carried.keySet(), "a state", names);
    if (inputs.stream().allMatch(input -> isNamed(input.getName()))) {
      throw new InconvertibleException(
          "all its inputs %s are to be constant or states; leave the one that takes captures away"
              .formatted(names));
    }
    for (ValueInfoProto input : inputs) {
      Double value = stated.get(input.getName());
      String output = carried.get(input.getName());
      if (output != null) {
        carry(input, output);
      } else if (value != null) {
        leaveOut(
            input, "its output \"%2$s\" hands on \"%1$s\", which is constant, and is left out");
        fill(input, value);
      } else if (isState(input)) {
        leaveOut(
            input,
            "its input \"%s\" is the state that its output \"%s\" hands on to the next run; here each run begins with zeros, and the output is left out; --state %1$s=%2$s keeps it on the edge");
        fill(input, 0);
      }
    }
    requireFloats();
  }

  private static void requireInputs(Set<String> wanted, String what, List<String> inputs) {
    for (String name : wanted) {
      if (!inputs.contains(name)) {
        throw new InconvertibleException(
            "it has no input \"%s\" to be %s; its inputs are %s".formatted(name, what, inputs));
      }
    }
  }

  private boolean isNamed(String input) {
    return stated.containsKey(input) || carried.containsKey(input);
  }

  /** What makes the output stays in the graph, though the graph no longer says that it has it. */
  private void carry(ValueInfoProto input, String name) {
    if (stated.containsKey(input.getName())) {
      throw new InconvertibleException(
          "its input \"%s\" is to be constant and a state; choose".formatted(input.getName()));
    }
    List<ValueInfoProto> others = new ArrayList<>(graph.getOutputList());
    ValueInfoProto output =
        others.stream()
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new InconvertibleException(noOutput(input, name)));
    others.remove(output);
    if (others.isEmpty() || !isContinuation(input, output)) {
      throw new InconvertibleException(
          "its output \"%s\" cannot be what its input \"%s\" goes on with: both must be floats of one shape, and another output must answer"
              .formatted(name, input.getName()));
    }
    graph.clearOutput().addAllOutput(others);
    fill(input, 0);
    Shape shape = new Shape(dims(input).stream().map(ConstantInputs::extent).toList());
    states.add(new RecurrentState(input.getName(), name, shape));
    remarks.add(
        "its input \"%s\" is a state of %s numbers, which begins with zeros; the edge keeps what its output \"%s\" makes of it from chunk to chunk of a source"
            .formatted(input.getName(), shape, name));
  }

  private String noOutput(ValueInfoProto input, String name) {
    return "it has no output \"%s\" with which its input \"%s\" could go on; its outputs are %s"
        .formatted(
            name,
            input.getName(),
            graph.getOutputList().stream().map(ValueInfoProto::getName).toList());
  }

  private static boolean isContinuation(ValueInfoProto input, ValueInfoProto output) {
    return type(input) == DataType.FLOAT_VALUE
        && List.of(DataType.FLOAT_VALUE, DataType.UNDEFINED_VALUE).contains(type(output))
        && (dims(output).isEmpty() || fit(dims(input), dims(output)));
  }

  private static int extent(Dimension dimension) {
    return (int) Math.max(1, dimension.getDimValue());
  }

  private List<ValueInfoProto> inputs() {
    Set<String> weights = new GraphEditor(graph).weights();
    return graph.getInputList().stream()
        .filter(input -> !weights.contains(input.getName()))
        .toList();
  }

  /** A network that takes captures has an input that no output goes on from. */
  private boolean isState(ValueInfoProto input) {
    return !continuations(input).isEmpty()
        && inputs().stream()
            .anyMatch(
                other ->
                    type(other) == DataType.FLOAT_VALUE
                        && !isNamed(other.getName())
                        && continuations(other).isEmpty());
  }

  private List<ValueInfoProto> continuations(ValueInfoProto input) {
    return graph.getOutputList().stream().filter(output -> goesOn(input, output)).toList();
  }

  /**
   * Exporters call what goes in {@code state}, {@code h0} or {@code hidden_in}, and what comes out
   * {@code stateN}, {@code hn}, {@code hidden_out} or {@code new_state}.
   */
  private static boolean goesOn(ValueInfoProto input, ValueInfoProto output) {
    String stem = input.getName().replaceFirst("_?(0|in)$", "");
    String name = output.getName();
    boolean named =
        !stem.isEmpty()
            && !name.equals(input.getName())
            && (name.startsWith(stem) || (stem.length() > 2 && name.endsWith(stem)));
    return named
        && type(input) == DataType.FLOAT_VALUE
        && type(output) == DataType.FLOAT_VALUE
        && fit(dims(input), dims(output));
  }

  private static boolean fit(List<Dimension> some, List<Dimension> others) {
    if (some.size() != others.size() || some.size() < 2) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      long one = some.get(i).getDimValue();
      long other = others.get(i).getDimValue();
      if (one > 0 && other > 0 && one != other) {
        return false;
      }
    }
    return true;
  }

  private void leaveOut(ValueInfoProto input, String remark) {
    List<ValueInfoProto> kept = new ArrayList<>(graph.getOutputList());
    for (ValueInfoProto output : continuations(input)) {
      if (kept.size() > 1) {
        kept.remove(output);
        remarks.add(remark.formatted(input.getName(), output.getName()));
      }
    }
    graph.clearOutput().addAllOutput(kept);
  }

  /** An extent that is open is that of samples, of which there is one. */
  private void fill(ValueInfoProto input, double value) {
    TensorProto.Builder constant =
        TensorProto.newBuilder().setName(input.getName()).setDataType(type(input));
    long elements = 1;
    for (Dimension dimension : dims(input)) {
      long extent = Math.max(1, dimension.getDimValue());
      constant.addDims(extent);
      elements = extent > MOST_ELEMENTS ? extent : elements * extent;
    }
    if (elements > MOST_ELEMENTS) {
      throw new InconvertibleException(
          "its input \"%s\" of more than %d numbers is too large to be constant"
              .formatted(input.getName(), MOST_ELEMENTS));
    }
    for (long i = 0; i < elements; i++) {
      add(constant, input.getName(), value);
    }
    graph.addInitializer(constant);
    List<ValueInfoProto> others = new ArrayList<>(graph.getInputList());
    others.remove(input);
    graph.clearInput().addAllInput(others);
  }

  private static void add(TensorProto.Builder constant, String name, double value) {
    switch (constant.getDataType()) {
      case DataType.FLOAT_VALUE -> constant.addFloatData((float) value);
      case DataType.INT64_VALUE -> constant.addInt64Data(whole(name, value));
      case DataType.INT32_VALUE, DataType.BOOL_VALUE ->
          constant.addInt32Data((int) whole(name, value));
      default ->
          throw new InconvertibleException(
              "its input \"%s\" holds %s, which cannot be made constant; export it with another type"
                  .formatted(name, DataType.forNumber(constant.getDataType())));
    }
  }

  private static long whole(String name, double value) {
    if (value != Math.rint(value)) {
      throw new InconvertibleException(
          "its input \"%s\" holds whole numbers and is to be %s; state a whole number"
              .formatted(name, value));
    }
    return (long) value;
  }

  /** What is no capture and was not stated is asked for. */
  private void requireFloats() {
    List<ValueInfoProto> inputs = inputs();
    for (ValueInfoProto input : inputs) {
      if (inputs.size() > 1 && WHOLE.contains(type(input))) {
        throw new InconvertibleException(
            "its input \"%s\" holds %s beside the captures; state what it always is with --constant %1$s=NUMBER"
                .formatted(input.getName(), DataType.forNumber(type(input))));
      }
    }
  }

  private static int type(ValueInfoProto value) {
    return value.getType().getTensorType().getElemType();
  }

  private static List<Dimension> dims(ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList();
  }
}

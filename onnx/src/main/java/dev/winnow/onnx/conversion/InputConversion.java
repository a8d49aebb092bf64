package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the input of a network into the one form that captures are prepared in: 32-bit floats,
 * samples first, channels before height and width.
 */
public final class InputConversion {
  /** The name of the extent of which any number will do. */
  static final String BATCH = "batch";

  private static final Set<Integer> BYTES = Set.of(DataType.UINT8_VALUE, DataType.INT8_VALUE);
  private static final Set<String> RECURRENT = Set.of("GRU", "LSTM", "RNN");

  private final GraphProto.Builder graph;
  private final GraphEditor editor;
  private final Optional<Shape> stated;
  private final List<String> remarks;

  private InputConversion(GraphProto.Builder graph, Optional<Shape> stated, List<String> remarks) {
    this.graph = graph;
    this.editor = new GraphEditor(graph);
    this.stated = stated;
    this.remarks = remarks;
  }

  /**
   * Converts all inputs.
   *
   * @param stated extents of one sample, where the file leaves them open
   * @throws InconvertibleException if extents are open and were not stated
   */
  public static void apply(GraphProto.Builder graph, Optional<Shape> stated, List<String> remarks) {
    new InputConversion(graph, stated, remarks).convert();
  }

  private void convert() {
    Set<String> weights = editor.weights();
    long inputs = graph.getInputList().stream().filter(i -> !weights.contains(i.getName())).count();
    if (stated.isPresent() && inputs != 1) {
      throw new InconvertibleException(
          "it has %d inputs, and the shape of one was stated; leave --input-shape away"
              .formatted(inputs));
    }
    for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
      if (!weights.contains(input.getName()) && input.getType().hasTensorType()) {
        extents(input);
        batch(input);
        batchFirst(input);
        channelsFirst(input);
        floats(input);
      }
    }
    editor.finish();
  }

  /** States the extents of a sample that the file leaves open. */
  private void extents(ValueInfoProto.Builder input) {
    TensorShapeProto.Builder shape = shape(input);
    if (stated.isEmpty()) {
      boolean open =
          shape.getDimList().stream().skip(1).anyMatch(dimension -> dimension.getDimValue() < 1);
      if (open) {
        throw new InconvertibleException(
            "its input \"%s\" is %s, so that its size is open; state one sample with --input-shape, such as %s"
                .formatted(input.getName(), words(shape), example(shape)));
      }
      return;
    }
    List<Integer> dims = stated.get().dims();
    if (shape.getDimCount() != dims.size() + 1) {
      if (shape.getDimCount() > 0) {
        throw new InconvertibleException(
            "its input \"%s\" is %s and cannot have samples of the shape %s; state another with --input-shape"
                .formatted(input.getName(), words(shape), stated.get()));
      }
      shape.addDimBuilder().setDimParam(BATCH);
      dims.forEach(dim -> shape.addDimBuilder().setDimValue(dim));
      return;
    }
    for (int i = 0; i < dims.size(); i++) {
      long own = shape.getDim(i + 1).getDimValue();
      if (own >= 1 && own != dims.get(i)) {
        throw new InconvertibleException(
            "its input \"%s\" is %s and cannot have samples of the shape %s; state another with --input-shape"
                .formatted(input.getName(), words(shape), stated.get()));
      }
      shape.getDimBuilder(i + 1).setDimValue(dims.get(i));
    }
  }

  /**
   * Some exporters write 0 or −1 where any number of samples will do, others a number of theirs.
   */
  private void batch(ValueInfoProto.Builder input) {
    TensorShapeProto.Builder shape = shape(input);
    if (shape.getDimCount() == 0) {
      return;
    }
    if (isOnePicture(shape)) {
      throw new InconvertibleException(
          "its input \"%s\" is %s, one picture without an axis that counts samples; export it with a batch"
              .formatted(input.getName(), words(shape)));
    }
    TensorShapeProto.Dimension.Builder first = shape.getDimBuilder(0);
    if (first.getDimValue() > 1 && !isTimeFirst(input)) {
      remarks.add(
          "its input \"%s\" takes %d samples at a time; here it takes any number"
              .formatted(input.getName(), first.getDimValue()));
      first.setDimParam(BATCH);
    } else if (first.getDimValue() < 1 && first.getDimParam().isEmpty()) {
      first.setDimParam(BATCH);
    }
  }

  /** Three fixed extents of which the first or the last is that of colours. */
  private static boolean isOnePicture(TensorShapeProto.Builder shape) {
    return shape.getDimCount() == 3
        && shape.getDimList().stream().allMatch(dimension -> dimension.getDimValue() > 1)
        && (shape.getDim(0).getDimValue() == 3 || shape.getDim(2).getDimValue() == 3);
  }

  /** PyTorch's recurrent layers have time first unless told otherwise. */
  private void batchFirst(ValueInfoProto.Builder input) {
    if (isTimeFirst(input)) {
      TensorShapeProto.Builder shape = shape(input);
      TensorShapeProto.Dimension steps = shape.getDim(0);
      shape.setDim(0, TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
      shape.setDim(1, steps);
      remarks.add(
          "its input \"%s\" has time before the samples; here the samples come first"
              .formatted(input.getName()));
      insert(input, "Transpose", List.of(1L, 0L, 2L));
    }
  }

  private boolean isTimeFirst(ValueInfoProto.Builder input) {
    TensorShapeProto.Builder shape = shape(input);
    return shape.getDimCount() == 3
        && shape.getDim(0).getDimValue() > 1
        && shape.getDim(1).getDimValue() <= 1
        && graph.getNodeList().stream()
            .anyMatch(
                node ->
                    RECURRENT.contains(node.getOpType())
                        && node.getInput(0).equals(input.getName()));
  }

  /** Keras has the channels last. */
  private void channelsFirst(ValueInfoProto.Builder input) {
    TensorShapeProto.Builder shape = shape(input);
    if (shape.getDimCount() == 4
        && isColour(shape.getDim(3).getDimValue())
        && !isColour(shape.getDim(1).getDimValue())) {
      TensorShapeProto.Dimension channels = shape.getDim(3);
      shape.setDim(3, shape.getDim(2)).setDim(2, shape.getDim(1)).setDim(1, channels);
      remarks.add(
          "its input \"%s\" has the channels last; here they come first"
              .formatted(input.getName()));
      insert(input, "Transpose", List.of(0L, 2L, 3L, 1L));
    }
  }

  private static boolean isColour(long channels) {
    return channels == 1 || channels == 3;
  }

  /** Pixels as bytes: what is scaled comes to the nearest byte. */
  private void floats(ValueInfoProto.Builder input) {
    int type = input.getType().getTensorType().getElemType();
    if (!BYTES.contains(type)) {
      return;
    }
    String bytes = input.getName();
    String name = editor.free(bytes + "_float");
    String raised = editor.free(bytes + "_raised");
    String rounded = editor.free(bytes + "_rounded");
    String half = editor.floats("half", List.of(), 0.5f);
    editor.prepend("Add", raised, List.of(name, half));
    editor.prepend("Floor", rounded, List.of(raised));
    editor.prepend("Cast", bytes, List.of(rounded), GraphEditor.attribute("to", type));
    input.setName(name);
    input.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
    remarks.add(
        "its input \"%s\" takes %s; here it takes numbers, which are rounded to those"
            .formatted(bytes, DataType.forNumber(type)));
  }

  /** The input gets another name, and the node makes the tensor of the old one. */
  private void insert(ValueInfoProto.Builder input, String op, List<Long> permutation) {
    String old = input.getName();
    String name = editor.free(old + "_" + (permutation.size() == 4 ? "chw" : "btf"));
    editor.prepend(op, old, List.of(name), GraphEditor.attribute("perm", permutation));
    input.setName(name);
  }

  private static TensorShapeProto.Builder shape(ValueInfoProto.Builder input) {
    return input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
  }

  private static String words(TensorShapeProto.Builder shape) {
    return shape.getDimList().stream()
        .map(
            dimension ->
                dimension.getDimValue() > 0
                    ? String.valueOf(dimension.getDimValue())
                    : dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam())
        .collect(Collectors.joining("×"));
  }

  private static String example(TensorShapeProto.Builder shape) {
    return shape.getDimList().stream()
        .skip(1)
        .map(
            dimension ->
                String.valueOf(dimension.getDimValue() > 0 ? dimension.getDimValue() : 224))
        .collect(Collectors.joining("x"));
  }
}

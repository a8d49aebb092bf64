package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings an input of sound, series or tables into the form that captures are prepared in: a row of
 * samples, or channels before the values of each. A file has the same numbers with extents of 1
 * more or fewer, or with the values before the channels. Apart from {@link InputConversion},
 * because what captures are is known only once a network was read.
 */
public final class SampleForm {
  private final GraphEditor editor;
  private final ValueInfoProto.Builder input;
  private final Shape own;
  private final Shape wanted;

  private SampleForm(GraphProto.Builder graph, String name, Shape own, Shape wanted) {
    this.editor = new GraphEditor(graph);
    this.input =
        graph.getInputBuilderList().stream()
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    this.own = own;
    this.wanted = wanted;
  }

  /**
   * Converts an input; the tensors of the file keep their names.
   *
   * @param name of the input
   * @param own shape of one of its samples
   * @param wanted shape of one prepared capture
   * @throws InconvertibleException if these are not the same numbers in another form
   */
  public static void apply(
      GraphProto.Builder graph, String name, Shape own, Shape wanted, List<String> remarks) {
    if (!own.equals(wanted)) {
      new SampleForm(graph, name, own, wanted).convert(remarks);
    } else if (isSquare(own)) {
      remarks.add(
          "its input \"%s\" is %s, of which either may be time; here the channels come first: export it so if they do not"
              .formatted(name, own));
    }
  }

  private void convert(List<String> remarks) {
    List<Integer> dims = withoutOnes(own);
    List<Integer> turned = new ArrayList<>(dims);
    Collections.reverse(turned);
    String name = input.getName();
    if (dims.equals(withoutOnes(wanted))) {
      remarks.add(
          "its input \"%s\" is %s; here it is %s%s"
              .formatted(
                  name, own, wanted, isSquare(wanted) ? ", with the channels taken as first" : ""));
      editor.prepend("Reshape", name, List.of(moved(), extents(own)));
    } else if (turned.equals(wanted.dims())) {
      remarks.add(
          "its input \"%s\" has the channels behind their values; here they come first"
              .formatted(name));
      turn(dims);
    } else {
      throw new InconvertibleException(
          "its input \"%s\" is %s and captures are prepared as %s; export it with such an input"
              .formatted(name, own, wanted));
    }
    editor.finish();
  }

  private void turn(List<Integer> dims) {
    String old = input.getName();
    boolean isPlain = own.dims().equals(dims);
    String plain = isPlain ? old : editor.free(old + "_rows");
    if (!isPlain) {
      editor.prepend("Reshape", old, List.of(plain, extents(own)));
    }
    editor.prepend(
        "Transpose", plain, List.of(moved()), GraphEditor.attribute("perm", List.of(0L, 2L, 1L)));
  }

  /** The input under another name and in the form wanted, so that a node makes the old one. */
  private String moved() {
    input.setName(editor.free(input.getName() + "_capture"));
    TensorShapeProto.Builder shape =
        input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    TensorShapeProto.Dimension batch = shape.getDim(0);
    shape.clearDim().addDim(batch);
    wanted.dims().forEach(dim -> shape.addDimBuilder().setDimValue(dim));
    return input.getName();
  }

  /** As Reshape takes them: a 0 keeps the number of samples. */
  private String extents(Shape sample) {
    long[] extents = new long[sample.rank() + 1];
    for (int axis = 0; axis < sample.rank(); axis++) {
      extents[axis + 1] = sample.dim(axis);
    }
    return editor.integers(input.getName() + "_shape", extents);
  }

  private static boolean isSquare(Shape shape) {
    return shape.rank() == 2 && shape.dim(0) > 1 && shape.dim(0) == shape.dim(1);
  }

  private static List<Integer> withoutOnes(Shape shape) {
    return shape.dims().stream().filter(dim -> dim != 1).toList();
  }
}

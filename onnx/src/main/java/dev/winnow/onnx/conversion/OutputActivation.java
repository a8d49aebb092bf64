package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.winnow.core.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Appends to each output what makes it the probabilities of classes: a softmax behind scores, an
 * exponential behind their logarithms, and the probability of no beside that of yes. What an output
 * holds is read off the operator that makes it, unless it is stated.
 */
public final class OutputActivation {
  /** What leaves the numbers as they are. */
  private static final Set<String> ARRANGING =
      Set.of("Cast", "Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze");

  /** More yes-or-no answers are no heads that anybody reads. */
  private static final int MOST_HEADS = 64;

  private final GraphEditor editor;
  private final Optional<OutputKind> stated;
  private final List<String> remarks;

  private OutputActivation(GraphEditor editor, Optional<OutputKind> stated, List<String> remarks) {
    this.editor = editor;
    this.stated = stated;
    this.remarks = remarks;
  }

  /**
   * Makes one output the probabilities of classes.
   *
   * @param name of the output
   * @param sample shape of what it holds for a sample
   * @throws InconvertibleException if it holds what no class is read from
   */
  public static void apply(
      GraphProto.Builder graph,
      String name,
      Shape sample,
      Optional<OutputKind> stated,
      List<String> remarks) {
    GraphEditor editor = new GraphEditor(graph);
    List<String> made = new OutputActivation(editor, stated, remarks).activate(name, sample);
    editor.replaceOutput(name, made);
  }

  private List<String> activate(String name, Shape sample) {
    if (stated.equals(Optional.of(OutputKind.REGRESSION))) {
      return List.of(name);
    }
    int values = sample.size();
    boolean row = sample.rank() == 1;
    if (!row && sample.dims().stream().anyMatch(extent -> extent > 1 && extent != values)) {
      // Nothing that answers with classes: left as it is, and refused by whoever needs them.
      return List.of(name);
    }
    Optional<NodeProto> last = lastOperator(name);
    String op = last.map(NodeProto::getOpType).orElse("");
    OutputKind kind = stated.orElseGet(() -> kind(op));
    if (kind == OutputKind.SOFTMAX) {
      String tensor = row ? name : flat(name);
      return List.of(
          op.equals("LogSoftmax") ? editor.append("Exp", name + "_exp", List.of(tensor)) : tensor);
    }
    boolean scored = kind == OutputKind.SIGMOID && op.equals("Sigmoid") && !isTransposed(name);
    String source = scored ? last.orElseThrow().getInput(0) : name;
    String scores = row && !scored ? source : flat(source);
    if (kind == OutputKind.LOGITS && values > 1) {
      if (stated.isEmpty()) {
        remarks.add(
            "its output \"%s\" ends in %s; here a Softmax follows, and --output says if it holds something else"
                .formatted(name, op));
      }
      return List.of(softmax(name, scores));
    }
    if (values > MOST_HEADS) {
      throw new InconvertibleException(
          "its output \"%s\" holds %d answers of yes or no and at most %d are read; state another kind with --output"
              .formatted(name, values, MOST_HEADS));
    }
    remarks.add(answers(name, op, kind, values));
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      String pair = values == 1 ? name : name + "_" + i;
      boolean probable = kind == OutputKind.SIGMOID && !scored;
      pairs.add(probable ? complement(pair, scores, i, values) : pair(pair, scores, i, values));
    }
    return pairs;
  }

  private String answers(String name, String op, OutputKind kind, int values) {
    if (values > 1) {
      return "its output \"%s\" holds %d answers of yes or no; here each is an output of its own"
          .formatted(name, values);
    }
    return kind == OutputKind.LOGITS && stated.isEmpty()
        ? "its output \"%s\" ends in %s and is one number; here it is the score of yes, and --output says if it is something else"
            .formatted(name, op)
        : "its output \"%s\" holds the probability of yes; here that of no comes first"
            .formatted(name);
  }

  private static OutputKind kind(String op) {
    return switch (op) {
      case "Softmax", "LogSoftmax" -> OutputKind.SOFTMAX;
      case "Sigmoid" -> OutputKind.SIGMOID;
      default -> OutputKind.LOGITS;
    };
  }

  private Optional<NodeProto> lastOperator(String tensor) {
    Optional<NodeProto> maker = editor.maker(tensor);
    return maker.isPresent() && ARRANGING.contains(maker.get().getOpType())
        ? lastOperator(maker.get().getInput(0))
        : maker;
  }

  /** Whether what the last operator makes is turned, so that its input has other axes. */
  private boolean isTransposed(String tensor) {
    Optional<NodeProto> maker = editor.maker(tensor);
    return maker.isPresent()
        && ARRANGING.contains(maker.get().getOpType())
        && (maker.get().getOpType().equals("Transpose") || isTransposed(maker.get().getInput(0)));
  }

  private String flat(String tensor) {
    return editor.append(
        "Reshape", tensor + "_flat", List.of(tensor, editor.integers(tensor + "_shape", 0, -1)));
  }

  private String softmax(String name, String scores) {
    return editor.append(
        "Softmax", name + "_softmax", List.of(scores), GraphEditor.attribute("axis", 1));
  }

  /** A sigmoid of z is the second value of a softmax of 0 and z. */
  private String pair(String name, String scores, int index, int values) {
    float[] weights = new float[2 * values];
    weights[2 * index + 1] = 1;
    String matrix = editor.floats(name + "_pair", List.of((long) values, 2L), weights);
    return softmax(name, editor.append("MatMul", name + "_scores", List.of(scores, matrix)));
  }

  /** The probability of no, and that of yes. */
  private String complement(String name, String probabilities, int index, int values) {
    float[] weights = new float[2 * values];
    weights[2 * index] = -1;
    weights[2 * index + 1] = 1;
    String matrix = editor.floats(name + "_pair", List.of((long) values, 2L), weights);
    String bias = editor.floats(name + "_one", List.of(2L), 1, 0);
    String product = editor.append("MatMul", name + "_both", List.of(probabilities, matrix));
    return editor.append("Add", name + "_pairs", List.of(product, bias));
  }
}

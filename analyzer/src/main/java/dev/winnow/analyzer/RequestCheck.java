package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.WireException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a request asks what a model can answer. */
final class RequestCheck {
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> outputs;
  private final int mostRows;

  /**
   * @param mostRows the most rows of a request
   */
  RequestCheck(List<TensorSpec> inputs, List<TensorSpec> outputs, int mostRows) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.mostRows = mostRows;
  }

  /** A request's inputs in the order of the model's, all of so many rows. */
  record Rows(List<Tensor> inputs, int count) {}

  /**
   * Checks a request.
   *
   * @throws WireException if an input is missing, unknown or of another shape than the model's, or
   *     an output is unknown; the sentence names the field
   */
  Rows check(InferenceRequest request) {
    for (int i = 0; i < request.outputs().size(); i++) {
      String name = request.outputs().get(i).name();
      find(outputs, "outputs[" + i + "].name", name, "answers");
    }
    Map<String, Tensor> tensors = new HashMap<>();
    int rows = 0;
    for (int i = 0; i < request.inputs().size(); i++) {
      NamedTensor input = request.inputs().get(i);
      TensorSpec port = find(inputs, "inputs[" + i + "].name", input.name(), "takes");
      String field = "inputs[" + i + "].shape";
      requireShape(field, input.tensor().shape(), port);
      int given = input.tensor().shape().dim(0);
      if (rows != 0 && given != rows) {
        throw new WireException(
            "%s has %d rows, and the inputs before it have %d".formatted(field, given, rows));
      }
      rows = given;
      if (tensors.put(input.name(), input.tensor()) != null) {
        throw new WireException("inputs[" + i + "].name is given twice");
      }
    }
    List<Tensor> ordered = new ArrayList<>();
    for (TensorSpec port : inputs) {
      Tensor tensor = tensors.get(port.name());
      if (tensor == null) {
        throw new WireException(
            "inputs lacks \"%s\", which the model needs".formatted(port.name()));
      }
      ordered.add(tensor);
    }
    return new Rows(ordered, rows);
  }

  private static TensorSpec find(List<TensorSpec> ports, String field, String name, String verb) {
    return ports.stream()
        .filter(port -> port.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WireException(
                    "%s is \"%s\", and the model %s only %s"
                        .formatted(
                            field, name, verb, ports.stream().map(TensorSpec::name).toList())));
  }

  private void requireShape(String field, Shape shape, TensorSpec port) {
    List<Long> needed = ModelConfigs.shape(port);
    if (shape.rank() != needed.size()) {
      throw new WireException(
          "%s must have %d numbers, as %s, and has %d"
              .formatted(field, needed.size(), needed, shape.rank()));
    }
    boolean fits = shape.row().equals(port.shape());
    if (!fits || (port.batch().isPresent() && shape.dim(0) != port.batch().getAsInt())) {
      throw new WireException(
          "%s must be %s, where -1 stands for any number, and is %s"
              .formatted(field, needed, shape.dims()));
    }
    if (shape.dim(0) == 0) {
      throw new WireException(field + " has no rows; send at least one");
    }
    if (shape.dim(0) > mostRows) {
      throw new WireException(
          "%s has %d rows, and the model takes at most %d at once; send fewer"
              .formatted(field, shape.dim(0), mostRows));
    }
  }
}

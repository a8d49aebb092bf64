package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import dev.winnow.wire.WireException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a request asks what a model can answer.
 *
 * @param terms of the model's backend
 */
record RequestCheck(BackendTerms terms) {

  /** A request's inputs in the order of the model's, all of so many rows. */
  record Rows(List<NamedTensor> inputs, int count) {}

  /**
   * Checks a request.
   *
   * @throws WireException if an input is missing, unknown or of another type or shape than the
   *     model's, or an output is unknown; the sentence names the field
   */
  Rows check(InferenceRequest request) {
    for (int i = 0; i < request.outputs().size(); i++) {
      String name = request.outputs().get(i).name();
      find(terms.outputs(), "outputs[" + i + "].name", name, "answers");
    }
    Map<String, NamedTensor> tensors = new HashMap<>();
    int rows = 0;
    for (int i = 0; i < request.inputs().size(); i++) {
      NamedTensor input = request.inputs().get(i);
      String field = "inputs[" + i + "]";
      TensorMetadata port = find(terms.inputs(), field + ".name", input.name(), "takes");
      if (input.content().datatype() != port.datatype()) {
        throw new WireException(
            "%s.datatype is %s, and the model takes %s"
                .formatted(field, input.content().datatype(), port.datatype()));
      }
      requireShape(field + ".shape", input.shape(), port);
      int given = input.shape().dim(0);
      if (rows != 0 && given != rows) {
        throw new WireException(
            "%s.shape has %d rows, and the inputs before it have %d".formatted(field, given, rows));
      }
      rows = given;
      if (tensors.put(input.name(), input) != null) {
        throw new WireException(field + ".name is given twice");
      }
    }
    return new Rows(ordered(tensors), rows);
  }

  private List<NamedTensor> ordered(Map<String, NamedTensor> tensors) {
    List<NamedTensor> ordered = new ArrayList<>();
    for (TensorMetadata port : terms.inputs()) {
      NamedTensor tensor = tensors.get(port.name());
      if (tensor == null) {
        throw new WireException(
            "inputs lacks \"%s\", which the model needs".formatted(port.name()));
      }
      ordered.add(tensor);
    }
    return ordered;
  }

  private static TensorMetadata find(
      List<TensorMetadata> ports, String field, String name, String verb) {
    return ports.stream()
        .filter(port -> port.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WireException(
                    "%s is \"%s\", and the model %s only %s"
                        .formatted(
                            field, name, verb, ports.stream().map(TensorMetadata::name).toList())));
  }

  private void requireShape(String field, Shape shape, TensorMetadata port) {
    List<Long> needed = port.shape();
    if (shape.rank() != needed.size()) {
      throw new WireException(
          "%s must have %d numbers, as %s, and has %d"
              .formatted(field, needed.size(), needed, shape.rank()));
    }
    for (int axis = 0; axis < needed.size(); axis++) {
      if (needed.get(axis) != -1 && needed.get(axis) != shape.dim(axis)) {
        throw new WireException(
            "%s must be %s, where -1 stands for any number, and is %s"
                .formatted(field, needed, shape.dims()));
      }
    }
    if (shape.dim(0) == 0) {
      throw new WireException(field + " has no rows; send at least one");
    }
    if (shape.dim(0) > terms.mostRows()) {
      throw new WireException(
          "%s has %d rows, and the model takes at most %d at once; send fewer"
              .formatted(field, shape.dim(0), terms.mostRows()));
    }
  }
}

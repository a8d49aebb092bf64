package dev.winnow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about one of its inputs or outputs.
 *
 * <p>The protocol has no place for the names of classes. They travel as the parameter {@code
 * labels} of the output, one label to a line as in Triton's label files: a string, for the
 * protocol's parameters are strings, numbers and booleans, and in {@code parameters}, where
 * MLServer's dialect has them too and other clients skip them.
 *
 * @param name of the tensor
 * @param datatype of its elements
 * @param shape its extents, −1 for one that may vary
 * @param labels names of the classes along the last axis; empty if it has none
 */
public record TensorMetadata(
    String name, Datatype datatype, List<Long> shape, List<String> labels) {
  /** The parameter that holds the labels. */
  public static final String LABELS = "labels";

  public TensorMetadata {
    shape = List.copyOf(shape);
    labels = List.copyOf(labels);
  }

  /** The labels as that parameter's value: one to a line. */
  public String labelLines() {
    return String.join("\n", labels);
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", datatype.name());
    json.writeArrayFieldStart("shape");
    for (long extent : shape) {
      json.writeNumber(extent);
    }
    json.writeEndArray();
    if (!labels.isEmpty()) {
      json.writeObjectFieldStart("parameters");
      json.writeStringField(LABELS, labelLines());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static List<TensorMetadata> readAll(JsonReader json) throws IOException {
    List<TensorMetadata> tensors = new ArrayList<>();
    json.array(Limits.TENSORS, () -> tensors.add(new Draft(json).read()));
    return tensors;
  }

  /** The fields, in whatever order they come. */
  private static final class Draft {
    private final JsonReader json;
    private @Nullable String name;
    private @Nullable Datatype datatype;
    private @Nullable List<Long> shape;
    private List<String> labels = List.of();

    Draft(JsonReader json) {
      this.json = json;
    }

    TensorMetadata read() throws IOException {
      json.object(this::take);
      return new TensorMetadata(
          json.required(name, "name"),
          json.required(datatype, "datatype"),
          json.required(shape, "shape"),
          labels);
    }

    private void take(String field) throws IOException {
      switch (field) {
        case "name" -> name = json.name();
        case "datatype" -> datatype = datatype();
        case "shape" -> shape = extents();
        case "parameters" -> json.optionalObject(this::takeParameter);
        default -> json.skip();
      }
    }

    private void takeParameter(String parameter) throws IOException {
      if (parameter.equals(LABELS)) {
        labels = json.text().lines().toList();
      } else {
        json.skip();
      }
    }

    private Datatype datatype() throws IOException {
      return Datatype.named(json.name()).orElseThrow(() -> json.invalid(Datatype.mustBeOne()));
    }

    private List<Long> extents() throws IOException {
      List<Long> extents = new ArrayList<>();
      json.array(Limits.RANK, () -> extents.add(json.integer(-1, Long.MAX_VALUE)));
      return extents;
    }
  }
}

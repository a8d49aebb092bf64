package dev.winnow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about one of its models.
 *
 * @param name of the model
 * @param versions that may be asked for; empty if the server has none
 * @param platform what the model was made with, such as {@code onnxruntime_onnx}
 * @param inputs that a request must give
 * @param outputs that a response may hold
 */
public record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {
  private static final int MOST_VERSIONS = 10_000;

  public ModelMetadata {
    versions = List.copyOf(versions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The JSON text. */
  public byte[] encode() {
    return JsonWriter.object(
        json -> {
          json.writeStringField("name", name);
          JsonWriter.strings(json, "versions", versions);
          json.writeStringField("platform", platform);
          writeTensors(json, "inputs", inputs);
          writeTensors(json, "outputs", outputs);
        });
  }

  /**
   * Reads what some server says about a model.
   *
   * @throws WireException if it is no model metadata
   */
  public static ModelMetadata decode(ByteBuffer body) {
    return JsonReader.read(body, json -> new Draft(json).read());
  }

  private static void writeTensors(JsonGenerator json, String field, List<TensorMetadata> tensors)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (TensorMetadata tensor : tensors) {
      tensor.writeTo(json);
    }
    json.writeEndArray();
  }

  /** The fields, in whatever order they come. */
  private static final class Draft {
    private final JsonReader json;
    private final List<String> versions = new ArrayList<>();
    private @Nullable String name;
    private String platform = "";
    private List<TensorMetadata> inputs = List.of();
    private List<TensorMetadata> outputs = List.of();

    Draft(JsonReader json) {
      this.json = json;
    }

    ModelMetadata read() throws IOException {
      json.object(this::take);
      return new ModelMetadata(json.required(name, "name"), versions, platform, inputs, outputs);
    }

    private void take(String field) throws IOException {
      switch (field) {
        case "name" -> name = json.name();
        case "versions" -> takeVersions();
        case "platform" -> platform = json.text();
        case "inputs" -> inputs = TensorMetadata.readAll(json);
        case "outputs" -> outputs = TensorMetadata.readAll(json);
        default -> json.skip();
      }
    }

    private void takeVersions() throws IOException {
      if (!json.atNull()) {
        json.array(MOST_VERSIONS, () -> versions.add(json.name()));
      }
    }
  }
}

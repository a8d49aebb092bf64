package dev.winnow.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer.
 *
 * @param model name of the model that answered; the protocol asks for it, not every server says it
 * @param version of that model, if the server has versions
 * @param id of the request, if it had one
 * @param outputs at least one, each under another name
 */
public record InferenceResponse(
    Optional<String> model,
    Optional<String> version,
    Optional<String> id,
    List<NamedTensor> outputs) {

  public InferenceResponse {
    outputs = List.copyOf(outputs);
  }

  /**
   * The output of that name.
   *
   * @throws WireException if there is none
   */
  public NamedTensor output(String name) {
    return outputs.stream()
        .filter(output -> output.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WireException(
                    "outputs lacks \"%s\"; the server sent %s"
                        .formatted(name, outputs.stream().map(NamedTensor::name).toList())));
  }

  /** The message that answers the request, each output in the form that it asked for. */
  public Message encode(InferenceRequest request) {
    TensorWriter tensors = TensorWriter.compact();
    byte[] json =
        JsonWriter.object(
            object -> {
              if (model.isPresent()) {
                object.writeStringField("model_name", model.get());
              }
              if (version.isPresent()) {
                object.writeStringField("model_version", version.get());
              }
              if (id.isPresent()) {
                object.writeStringField("id", id.get());
              }
              tensors.write(object, "outputs", outputs, request::wantsBinary);
            });
    return tensors.behind(json);
  }

  /**
   * Reads a response that some server sent.
   *
   * @param body the bytes of the message; see {@link InferenceRequest#decode} for when tensors are
   *     views of it
   * @param jsonLength the value of {@link Message#JSON_LENGTH_HEADER}, if that header was sent
   * @throws WireException if the bytes are no valid response or exceed {@link Limits}
   */
  public static InferenceResponse decode(ByteBuffer body, OptionalInt jsonLength) {
    Body parts = Body.of(body, jsonLength);
    InferenceResponse response =
        JsonReader.read(parts.json(), json -> new Draft(json, parts.binary()).read());
    parts.end();
    return response;
  }

  /** A response's fields, in whatever order they come. */
  private static final class Draft {
    private final JsonReader json;
    private final ByteBuffer binary;
    private @Nullable String model;
    private @Nullable String version;
    private @Nullable String id;
    private @Nullable List<NamedTensor> outputs;

    Draft(JsonReader json, ByteBuffer binary) {
      this.json = json;
      this.binary = binary;
    }

    InferenceResponse read() throws IOException {
      json.object(this::take);
      return new InferenceResponse(
          Optional.ofNullable(model),
          Optional.ofNullable(version),
          Optional.ofNullable(id),
          json.required(outputs, "outputs"));
    }

    private void take(String field) throws IOException {
      switch (field) {
        case "model_name" -> model = json.optionalName();
        case "model_version" -> version = json.optionalName();
        case "id" -> id = json.optionalName();
        case "outputs" -> outputs = new TensorReader(json, binary).read();
        default -> json.skip();
      }
    }
  }
}

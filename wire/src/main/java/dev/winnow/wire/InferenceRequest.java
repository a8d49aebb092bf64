package dev.winnow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A question to a model: tensors in, and which tensors should come back. Which model is said by the
 * URL.
 *
 * @param id what the response must repeat, if anything
 * @param inputs at least one, each under another name
 * @param outputs the outputs wanted; empty asks for all
 * @param binaryOutputs whether outputs not listed should come as binary data
 * @param timeout how long the request may wait for the model before it is refused, in microseconds
 *     on the wire; empty for as long as the server likes
 */
public record InferenceRequest(
    Optional<String> id,
    List<NamedTensor> inputs,
    List<RequestedOutput> outputs,
    boolean binaryOutputs,
    Optional<Duration> timeout) {
  /** Triton's name of the parameter that says how long a request may wait. */
  public static final String TIMEOUT = "timeout";

  /** A request that waits for as long as the server likes. */
  public InferenceRequest(
      Optional<String> id,
      List<NamedTensor> inputs,
      List<RequestedOutput> outputs,
      boolean binaryOutputs) {
    this(id, inputs, outputs, binaryOutputs, Optional.empty());
  }

  /**
   * An output that is wanted.
   *
   * @param name of the output
   * @param binary whether it should come as binary data
   */
  public record RequestedOutput(String name, boolean binary) {}

  public InferenceRequest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The request for one output, as binary data. */
  public static InferenceRequest of(NamedTensor input, String output) {
    return new InferenceRequest(
        Optional.empty(), List.of(input), List.of(new RequestedOutput(output, true)), true);
  }

  /**
   * Whether an output that this request asks for should come as binary data.
   *
   * @param output the name of any output
   */
  public boolean wantsBinary(String output) {
    return outputs.stream()
        .filter(wanted -> wanted.name().equals(output))
        .findFirst()
        .map(RequestedOutput::binary)
        .orElse(binaryOutputs);
  }

  /**
   * The message with the inputs as binary data. Costs microseconds whatever the tensors' size:
   * their memory is shared with the message.
   */
  public Message encode() {
    return encode(true);
  }

  /**
   * The message with the inputs written out in JSON, for servers without the binary extension. Each
   * number takes 16 bytes, whatever it is: messages of the same names and shapes are equally long,
   * so that their length tells nobody on the way about the values. Finite values are read back to
   * the bit. Strings of bytes are text if all of a tensor's are UTF-8, and otherwise Base64, which
   * the tensor's parameter {@code content_type} says as MLServer has it.
   */
  public Message encodeJson() {
    return encode(false);
  }

  /**
   * Reads a request that somebody sent.
   *
   * @param body the bytes of the message. If they are direct memory, tensors sent as binary data
   *     are views of it, at any alignment, and are good for as long as it is; otherwise copies.
   *     Strings of bytes sent as binary data are views of it in any case
   * @param jsonLength the value of {@link Message#JSON_LENGTH_HEADER}, if that header was sent
   * @throws WireException if the bytes are no valid request or exceed {@link Limits}
   */
  public static InferenceRequest decode(ByteBuffer body, OptionalInt jsonLength) {
    Body parts = Body.of(body, jsonLength);
    InferenceRequest request =
        JsonReader.read(parts.json(), json -> new RequestReader(json, parts.binary()).read());
    parts.end();
    return request;
  }

  private Message encode(boolean binary) {
    TensorWriter tensors = TensorWriter.evenly();
    byte[] json =
        JsonWriter.object(
            object -> {
              if (id.isPresent()) {
                object.writeStringField("id", id.get());
              }
              tensors.write(object, "inputs", inputs, name -> binary);
              if (!outputs.isEmpty()) {
                writeOutputs(object);
              }
              if (binaryOutputs || timeout.isPresent()) {
                writeParameters(object);
              }
            });
    return tensors.behind(json);
  }

  private void writeOutputs(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("outputs");
    for (RequestedOutput output : outputs) {
      json.writeStartObject();
      json.writeStringField("name", output.name());
      if (output.binary() || binaryOutputs) {
        writeFlag(json, "binary_data", output.binary());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeParameters(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("parameters");
    if (binaryOutputs) {
      json.writeBooleanField("binary_data_output", true);
    }
    if (timeout.isPresent()) {
      json.writeNumberField(TIMEOUT, TimeUnit.NANOSECONDS.toMicros(timeout.get().toNanos()));
    }
    json.writeEndObject();
  }

  private static void writeFlag(JsonGenerator json, String name, boolean value) throws IOException {
    json.writeObjectFieldStart("parameters");
    json.writeBooleanField(name, value);
    json.writeEndObject();
  }
}

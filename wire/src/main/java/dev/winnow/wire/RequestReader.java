package dev.winnow.wire;

import dev.winnow.wire.InferenceRequest.RequestedOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request, in whatever order they come. */
final class RequestReader {
  /** A year; nobody waits for longer. */
  private static final long LONGEST_MICROS = Duration.ofDays(365).toSeconds() * 1_000_000;

  private final JsonReader json;
  private final ByteBuffer binary;
  private final List<OutputDraft> outputs = new ArrayList<>();
  private @Nullable String id;
  private @Nullable List<NamedTensor> inputs;
  private boolean binaryOutputs;
  private @Nullable Duration timeout;

  RequestReader(JsonReader json, ByteBuffer binary) {
    this.json = json;
    this.binary = binary;
  }

  InferenceRequest read() throws IOException {
    json.object(this::take);
    return new InferenceRequest(
        Optional.ofNullable(id),
        json.required(inputs, "inputs"),
        outputs.stream().map(output -> output.finished(binaryOutputs)).toList(),
        binaryOutputs,
        Optional.ofNullable(timeout));
  }

  private void take(String field) throws IOException {
    switch (field) {
      case "id" -> id = json.optionalName();
      case "inputs" -> inputs = new TensorReader(json, binary).read();
      case "outputs" -> takeOutputs();
      case "parameters" -> json.optionalObject(this::takeParameter);
      default -> json.skip();
    }
  }

  private void takeParameter(String parameter) throws IOException {
    switch (parameter) {
      case "binary_data_output" -> binaryOutputs = json.bool();
      case InferenceRequest.TIMEOUT -> {
        long micros = json.integer(0, LONGEST_MICROS);
        timeout = micros == 0 ? null : Duration.of(micros, ChronoUnit.MICROS);
      }
      default -> json.skip();
    }
  }

  private void takeOutputs() throws IOException {
    if (json.atNull()) {
      return;
    }
    Set<String> names = new HashSet<>();
    json.array(
        Limits.TENSORS,
        () -> {
          OutputDraft output = new OutputDraft();
          output.read();
          json.expect(names.add(output.name), "has the same name as an output before it");
          outputs.add(output);
        });
  }

  /** A wanted output. How it should come may be said further on, for all outputs together. */
  private final class OutputDraft {
    private String name = "";
    private @Nullable Boolean asBinary;

    void read() throws IOException {
      json.object(this::take);
      json.expect(!name.isEmpty(), "lacks the field \"name\"");
    }

    RequestedOutput finished(boolean binaryUnlessSaid) {
      return new RequestedOutput(name, asBinary == null ? binaryUnlessSaid : asBinary);
    }

    private void take(String field) throws IOException {
      switch (field) {
        case "name" -> name = json.name();
        case "parameters" -> json.optionalObject(this::takeParameter);
        default -> json.skip();
      }
    }

    private void takeParameter(String parameter) throws IOException {
      switch (parameter) {
        case "binary_data" -> asBinary = json.bool();
        case "classification" ->
            throw json.invalid("is not offered; the labels are in the model's metadata");
        default -> json.skip();
      }
    }
  }
}

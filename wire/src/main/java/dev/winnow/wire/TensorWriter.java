package dev.winnow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Writes tensors into a message's JSON and gathers the binary data to follow it. */
final class TensorWriter {
  /** The longest that the shortest text of a 32-bit float gets: {@code -1.17549435E-38}. */
  private static final int LONGEST = 15;

  private final List<ByteBuffer> binary = new ArrayList<>();
  private final boolean evenly;

  private TensorWriter(boolean evenly) {
    this.evenly = evenly;
  }

  /** Writes numbers in JSON as short as they can be. */
  static TensorWriter compact() {
    return new TensorWriter(false);
  }

  /**
   * Writes every number in JSON in as many bytes, with spaces behind the shorter ones: whoever sees
   * how long an encrypted message is learns the shape of its tensors, and nothing of their values.
   */
  static TensorWriter evenly() {
    return new TensorWriter(true);
  }

  /** Writes an array of tensors, each as binary data if the predicate says so of its name. */
  void write(
      JsonGenerator json, String field, List<NamedTensor> tensors, Predicate<String> asBinary)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (NamedTensor tensor : tensors) {
      write(json, tensor, asBinary.test(tensor.name()));
    }
    json.writeEndArray();
  }

  /** The message of that JSON and the binary data gathered so far. */
  Message behind(byte[] json) {
    return new Message(json, binary);
  }

  private void write(JsonGenerator json, NamedTensor tensor, boolean asBinary) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", tensor.name());
    json.writeStringField("datatype", tensor.content().datatype().name());
    json.writeArrayFieldStart("shape");
    for (int dim : tensor.shape().dims()) {
      json.writeNumber(dim);
    }
    json.writeEndArray();
    if (asBinary) {
      List<ByteBuffer> parts = binary(tensor.content());
      json.writeObjectFieldStart("parameters");
      json.writeNumberField(
          "binary_data_size", parts.stream().mapToLong(ByteBuffer::remaining).sum());
      json.writeEndObject();
      binary.addAll(parts);
    } else if (tensor.content() instanceof TensorContent.Numbers numbers) {
      writeData(json, numbers.tensor().buffer());
    } else if (tensor.content() instanceof ByteStrings strings) {
      writeData(json, strings.elements());
    }
    json.writeEndObject();
  }

  private static List<ByteBuffer> binary(TensorContent content) {
    return content instanceof ByteStrings strings
        ? strings.toBinary()
        : List.of(littleEndian(((TensorContent.Numbers) content).tensor()));
  }

  private static void writeData(JsonGenerator json, List<ByteBuffer> strings) throws IOException {
    TextCoding coding = TextCoding.of(strings);
    if (coding == TextCoding.BASE64) {
      json.writeObjectFieldStart("parameters");
      json.writeStringField(TextCoding.PARAMETER, TextCoding.BASE64_WORD);
      json.writeEndObject();
    }
    json.writeArrayFieldStart("data");
    for (ByteBuffer string : strings) {
      json.writeString(coding.encode(string));
    }
    json.writeEndArray();
  }

  private void writeData(JsonGenerator json, FloatBuffer values) throws IOException {
    json.writeArrayFieldStart("data");
    while (values.hasRemaining()) {
      json.writeRawValue(text(values.get()));
    }
    json.writeEndArray();
  }

  private String text(float value) {
    String text = Float.toString(value);
    String token = Float.isFinite(value) ? text : '"' + text + '"';
    return evenly ? token + " ".repeat(LONGEST - token.length()) : token;
  }

  private static ByteBuffer littleEndian(Tensor tensor) {
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      return tensor.bytes();
    }
    ByteBuffer copy =
        ByteBuffer.allocate(tensor.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    copy.asFloatBuffer().put(tensor.buffer());
    return copy;
  }
}

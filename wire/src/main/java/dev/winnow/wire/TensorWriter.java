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
  private final List<ByteBuffer> binary = new ArrayList<>();

  /** Writes an array of tensors, each as binary data if the predicate says so of its name. */
  void write(
      JsonGenerator json, String field, List<NamedTensor> tensors, Predicate<String> asBinary)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (NamedTensor tensor : tensors) {
      write(json, tensor.name(), tensor.tensor(), asBinary.test(tensor.name()));
    }
    json.writeEndArray();
  }

  /** The message of that JSON and the binary data gathered so far. */
  Message behind(byte[] json) {
    return new Message(json, binary);
  }

  private void write(JsonGenerator json, String name, Tensor tensor, boolean asBinary)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", Datatype.FP32.name());
    json.writeArrayFieldStart("shape");
    for (int dim : tensor.shape().dims()) {
      json.writeNumber(dim);
    }
    json.writeEndArray();
    if (asBinary) {
      ByteBuffer bytes = littleEndian(tensor);
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", bytes.remaining());
      json.writeEndObject();
      binary.add(bytes);
    } else {
      writeData(json, tensor.buffer());
    }
    json.writeEndObject();
  }

  private static void writeData(JsonGenerator json, FloatBuffer values) throws IOException {
    json.writeArrayFieldStart("data");
    while (values.hasRemaining()) {
      float value = values.get();
      if (Float.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeString(Float.toString(value));
      }
    }
    json.writeEndArray();
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

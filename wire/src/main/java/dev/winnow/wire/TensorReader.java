package dev.winnow.wire;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tensors of a request or response: their JSON, and the binary data that follows it in
 * the same order.
 */
final class TensorReader {
  private final JsonReader json;
  private final ByteBuffer binary;

  /**
   * @param binary what follows the JSON; its position moves on as tensors take their part
   */
  TensorReader(JsonReader json, ByteBuffer binary) {
    this.json = json;
    this.binary = binary;
  }

  /** Reads the array of tensors that the reader stands on. */
  List<NamedTensor> read() throws IOException {
    List<NamedTensor> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    json.array(
        Limits.TENSORS,
        () -> {
          NamedTensor tensor = new Draft().read();
          json.expect(names.add(tensor.name()), "has the same name as a tensor before it");
          tensors.add(tensor);
        });
    json.expect(!tensors.isEmpty(), "must hold at least one tensor");
    return tensors;
  }

  /** One tensor's fields, in whatever order they come. */
  private final class Draft {
    private @Nullable String name;
    private @Nullable Shape shape;
    private @Nullable Datatype datatype;
    private @Nullable ElementArray data;
    private @Nullable Integer binarySize;
    private TextCoding coding = TextCoding.UTF_8;

    NamedTensor read() throws IOException {
      json.object(this::take);
      Datatype type = json.required(datatype, "datatype");
      return new NamedTensor(
          json.required(name, "name"), content(type, json.required(shape, "shape")));
    }

    private void take(String field) throws IOException {
      switch (field) {
        case "name" -> name = json.name();
        case "shape" -> shape = shape();
        case "datatype" -> datatype = TensorChecks.datatype(json.path(), json.name());
        case "data" -> data = json.atNull() ? null : ElementArray.read(json);
        case "parameters" -> json.optionalObject(this::takeParameter);
        default -> json.skip();
      }
    }

    private void takeParameter(String parameter) throws IOException {
      if (parameter.equals("binary_data_size")) {
        binarySize = (int) json.integer(0, Limits.BODY_BYTES);
      } else if (parameter.equals(TextCoding.PARAMETER) && json.atText()) {
        coding = TextCoding.named(json.text());
      } else {
        json.skip();
      }
    }

    private TensorContent content(Datatype type, Shape shape) {
      boolean strings = type == Datatype.BYTES;
      if (binarySize != null) {
        json.expect(data == null, "has both data and binary_data_size; send one of them");
        return strings
            ? ByteStrings.read("the binary data of " + json.path(), shape, part(binarySize))
            : new TensorContent.Numbers(binaryTensor(shape, binarySize));
      }
      if (data == null) {
        throw json.invalid("lacks its elements: give data, or binary_data_size in parameters");
      }
      return strings
          ? data.strings(json.path(), shape, coding)
          : new TensorContent.Numbers(data.numbers(json.path(), shape));
    }
  }

  private Shape shape() throws IOException {
    List<Long> extents = new ArrayList<>();
    json.array(Limits.RANK, () -> extents.add(json.integer(0, TensorChecks.MOST_ELEMENTS)));
    return TensorChecks.shape(json.path(), extents);
  }

  private Tensor binaryTensor(Shape shape, int size) {
    if (size != (long) shape.size() * Float.BYTES) {
      throw json.invalid(
          "has %d bytes of binary data, and its shape %s needs %d"
              .formatted(size, shape, (long) shape.size() * Float.BYTES));
    }
    ByteBuffer part = part(size);
    if (part.isDirect() && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      return Tensor.over(shape, part);
    }
    Tensor copy = Tensor.allocate(shape);
    copy.buffer().put(part.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    return copy;
  }

  /** The next bytes of the binary data, which stay shared. */
  private ByteBuffer part(int size) {
    if (size > binary.remaining()) {
      throw json.invalid(
          "has %d bytes of binary data, and %d follow; check the header %s"
              .formatted(size, binary.remaining(), Message.JSON_LENGTH_HEADER));
    }
    ByteBuffer part = binary.slice(binary.position(), size);
    binary.position(binary.position() + size);
    return part;
  }
}

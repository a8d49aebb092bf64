package dev.winnow.learn;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file with a {@code TensorProto} of 32-bit floats, as ONNX's backend suite keeps them. */
final class TensorFile {
  private static final int DIMS = 1;
  private static final int TYPE = 2;
  private static final int RAW = 9;
  private static final int FLOAT = 1;
  private static final int LENGTH_DELIMITED = 2;

  private final List<Integer> dims = new ArrayList<>();
  private int type;
  private ByteBuffer raw = ByteBuffer.allocate(0);

  private TensorFile() {}

  /** Empty if the file holds anything but raw 32-bit floats. */
  static Optional<Tensor> read(Path file) throws IOException {
    TensorFile read = new TensorFile();
    read.fields(ByteBuffer.wrap(Files.readAllBytes(file)));
    Shape shape = new Shape(read.dims);
    if (read.type != FLOAT || read.raw.remaining() != shape.size() * Float.BYTES) {
      return Optional.empty();
    }
    Tensor tensor = Tensor.allocate(shape);
    tensor.buffer().put(read.raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    return Optional.of(tensor);
  }

  private void fields(ByteBuffer in) {
    while (in.hasRemaining()) {
      int tag = (int) number(in);
      if (tag % 8 == LENGTH_DELIMITED) {
        int length = (int) number(in);
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        if (tag / 8 == RAW) {
          raw = bytes;
        } else if (tag / 8 == DIMS) {
          while (bytes.hasRemaining()) {
            dims.add((int) number(bytes));
          }
        }
      } else {
        int value = (int) number(in);
        if (tag / 8 == DIMS) {
          dims.add(value);
        } else if (tag / 8 == TYPE) {
          type = value;
        }
      }
    }
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}

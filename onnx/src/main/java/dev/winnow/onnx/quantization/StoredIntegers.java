package dev.winnow.onnx.quantization;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Integers that stand for floats in a file: what they stand for. */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record StoredIntegers(Shape shape, int[] values) {
  /** The values of a tensor of bytes or of 32-bit integers in its raw form; empty of any other. */
  static Optional<StoredIntegers> of(TensorProto proto) {
    Shape shape = new Shape(proto.getDimsList().stream().map(Math::toIntExact).toList());
    ByteBuffer raw =
        proto.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    int width = proto.getDataType() == DataType.INT32_VALUE ? Integer.BYTES : 1;
    if (raw.remaining() != shape.size() * width) {
      return Optional.empty();
    }
    int[] values = new int[shape.size()];
    for (int i = 0; i < values.length; i++) {
      switch (proto.getDataType()) {
        case DataType.INT32_VALUE -> values[i] = raw.getInt();
        case DataType.INT8_VALUE -> values[i] = raw.get();
        case DataType.UINT8_VALUE -> values[i] = Byte.toUnsignedInt(raw.get());
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new StoredIntegers(shape, values));
  }

  /**
   * The floats.
   *
   * @param scales one, or one for each index along an axis
   * @param zeros as many integers that stand for 0
   */
  Tensor floats(Tensor scales, int[] zeros, int axis) {
    int behind = 1;
    for (int dim = axis + 1; dim < shape.rank(); dim++) {
      behind *= shape.dim(dim);
    }
    Tensor floats = Tensor.allocate(shape);
    int channels = scales.shape().size();
    for (int i = 0; i < values.length; i++) {
      int channel = channels == 1 ? 0 : i / behind % channels;
      floats.buffer().put(i, (values[i] - zeros[channel]) * scales.buffer().get(channel));
    }
    return floats;
  }
}

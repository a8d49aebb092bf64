package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** ONNX's form of constant tensors: checking it, reading it, writing it. */
final class TensorProtos {
  private static final Set<DataType> FLOATING =
      Set.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16);

  private TensorProtos() {}

  /** What is wrong with a tensor, as the end of a sentence about it. */
  static Optional<String> complaint(TensorProto proto) {
    DataType type = DataType.forNumber(proto.getDataType());
    if (type == null || bits(type) == 0) {
      return Optional.of("has the element type " + typeName(proto.getDataType()));
    }
    if (proto.hasSegment()) {
      return Optional.of("is stored in segments");
    }
    if (proto.getDataLocation() == DataLocation.EXTERNAL) {
      return Optional.of("is stored outside the file");
    }
    if (hasImpossibleShape(proto)) {
      return Optional.of("has the impossible shape " + proto.getDimsList());
    }
    int size = shape(proto).size();
    // Types of fewer than eight bits are packed, and so are the integers that stand for them.
    long packed = ((long) size * bits(type) + 7) / 8;
    long needed = proto.hasRawData() || bits(type) < 8 ? packed : size;
    long stored = proto.hasRawData() ? proto.getRawData().size() : stored(proto, type);
    return stored == needed
        ? Optional.empty()
        : Optional.of(
            "of shape %s holds %d %s where it needs %d"
                .formatted(shape(proto), stored, proto.hasRawData() ? "bytes" : "values", needed));
  }

  /** The shape of a tensor that was checked. */
  static Shape shape(TensorProto proto) {
    return new Shape(proto.getDimsList().stream().map(Math::toIntExact).toList());
  }

  static boolean isFloating(TensorProto proto) {
    return FLOATING.contains(DataType.forNumber(proto.getDataType()));
  }

  /** Whether a tensor holds truth values, at least one, and all are false in any of its fields. */
  static boolean isFalse(TensorProto proto) {
    ByteString raw = proto.getRawData();
    return proto.getDataType() == DataType.BOOL_VALUE
        && shape(proto).size() > 0
        && IntStream.range(0, raw.size()).allMatch(i -> raw.byteAt(i) == 0)
        && proto.getInt32DataList().stream().allMatch(value -> value == 0);
  }

  /** A copy of the values if they are 32-bit floats. */
  static Optional<Tensor> floats(TensorProto proto) {
    if (proto.getDataType() != DataType.FLOAT_VALUE) {
      return Optional.empty();
    }
    Tensor tensor = Tensor.allocate(shape(proto));
    FloatBuffer into = tensor.buffer();
    if (proto.hasRawData()) {
      into.put(raw(proto).asFloatBuffer());
    } else {
      proto.getFloatDataList().forEach(into::put);
    }
    return Optional.of(tensor);
  }

  /** The values if they are 32- or 64-bit integers, in row-major order. */
  static Optional<long[]> integers(TensorProto proto) {
    return switch (proto.getDataType()) {
      case DataType.INT64_VALUE -> Optional.of(longs(proto));
      case DataType.INT32_VALUE -> Optional.of(ints(proto));
      default -> Optional.empty();
    };
  }

  /** A 32-bit float tensor in ONNX's form. */
  static TensorProto of(String name, Tensor tensor) {
    byte[] bytes = new byte[Math.multiplyExact(tensor.shape().size(), Float.BYTES)];
    littleEndian(ByteBuffer.wrap(bytes)).asFloatBuffer().put(tensor.buffer());
    return typed(name, DataType.FLOAT, tensor.shape(), bytes);
  }

  /** A list of 64-bit integers in ONNX's form. */
  static TensorProto of(String name, long... values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    littleEndian(ByteBuffer.wrap(bytes)).asLongBuffer().put(values);
    return typed(name, DataType.INT64, Shape.of(values.length), bytes);
  }

  /** The name of an element type, for messages. */
  static String typeName(int type) {
    DataType known = DataType.forNumber(type);
    return known == null ? "number " + type : known.name();
  }

  private static boolean hasImpossibleShape(TensorProto proto) {
    long size = 1;
    for (long dim : proto.getDimsList()) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        return true;
      }
      size *= dim;
      if (size > Integer.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }

  /** How many values the field of a type holds; ONNX puts all narrow types into one. */
  private static int stored(TensorProto proto, DataType type) {
    return switch (type) {
      case FLOAT -> proto.getFloatDataCount();
      case DOUBLE -> proto.getDoubleDataCount();
      case INT64 -> proto.getInt64DataCount();
      case UINT32, UINT64 -> proto.getUint64DataCount();
      default -> proto.getInt32DataCount();
    };
  }

  /** Bits of one element in the raw form, or 0 for a type that is not supported. */
  private static int bits(DataType type) {
    return switch (type) {
      case INT4, UINT4 -> 4;
      case BOOL, INT8, UINT8, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ -> 8;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 16;
      case FLOAT, INT32, UINT32 -> 32;
      case DOUBLE, INT64, UINT64 -> 64;
      default -> 0;
    };
  }

  private static long[] longs(TensorProto proto) {
    if (!proto.hasRawData()) {
      return proto.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
    }
    LongBuffer raw = raw(proto).asLongBuffer();
    return IntStream.range(0, raw.remaining()).mapToLong(i -> raw.get(i)).toArray();
  }

  private static long[] ints(TensorProto proto) {
    if (!proto.hasRawData()) {
      return proto.getInt32DataList().stream().mapToLong(Integer::longValue).toArray();
    }
    IntBuffer raw = raw(proto).asIntBuffer();
    return IntStream.range(0, raw.remaining()).mapToLong(i -> raw.get(i)).toArray();
  }

  private static ByteBuffer raw(TensorProto proto) {
    return littleEndian(proto.getRawData().asReadOnlyByteBuffer());
  }

  private static ByteBuffer littleEndian(ByteBuffer buffer) {
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TensorProto typed(String name, DataType type, Shape shape, byte[] bytes) {
    TensorProto.Builder proto = TensorProto.newBuilder().setDataType(type.getNumber());
    if (!name.isEmpty()) {
      proto.setName(name);
    }
    shape.dims().forEach(dim -> proto.addDims(dim));
    return proto.setRawData(UnsafeByteOperations.unsafeWrap(bytes)).build();
  }
}

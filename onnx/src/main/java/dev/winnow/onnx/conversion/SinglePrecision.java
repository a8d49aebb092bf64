package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * Computes in 32-bit floats what a network computes in 16 or in 64 bits: its weights are widened or
 * rounded, and what it casts to such types is cast to 32 bits. Processors without half precision
 * compute so in any case, only with a cast around every operator.
 */
public final class SinglePrecision {
  private static final Set<Integer> OTHERS =
      Set.of(DataType.FLOAT16_VALUE, DataType.BFLOAT16_VALUE, DataType.DOUBLE_VALUE);

  /** Attributes that name an element type. */
  private static final Set<String> TYPES = Set.of("to", "dtype", "output_dtype");

  private SinglePrecision() {}

  /** Rewrites the graph, if it holds other floats, and says what was done. */
  public static void apply(GraphProto.Builder graph, List<String> remarks) {
    if (rewrite(graph)) {
      remarks.add("it computes in 16- or 64-bit floats in part; here it does in 32-bit floats");
    }
  }

  private static boolean rewrite(GraphProto.Builder graph) {
    boolean changed = false;
    for (ValueInfoProto.Builder value : graph.getInputBuilderList()) {
      changed |= retype(value);
    }
    for (ValueInfoProto.Builder value : graph.getOutputBuilderList()) {
      changed |= retype(value);
    }
    for (ValueInfoProto.Builder value : graph.getValueInfoBuilderList()) {
      changed |= retype(value);
    }
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      TensorProto weight = graph.getInitializer(i);
      if (OTHERS.contains(weight.getDataType())) {
        graph.setInitializer(i, single(weight));
        changed = true;
      }
    }
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        changed |= rewrite(attribute);
      }
    }
    return changed;
  }

  private static boolean rewrite(AttributeProto.Builder attribute) {
    if (TYPES.contains(attribute.getName()) && OTHERS.contains((int) attribute.getI())) {
      attribute.setI(DataType.FLOAT_VALUE);
      return true;
    }
    if (attribute.hasT() && OTHERS.contains(attribute.getT().getDataType())) {
      attribute.setT(single(attribute.getT()));
      return true;
    }
    return attribute.hasG() && rewrite(attribute.getGBuilder());
  }

  private static boolean retype(ValueInfoProto.Builder value) {
    boolean other =
        value.getType().hasTensorType()
            && OTHERS.contains(value.getType().getTensorType().getElemType());
    if (other) {
      value.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
    }
    return other;
  }

  private static TensorProto single(TensorProto tensor) {
    int count = 1;
    for (long dim : tensor.getDimsList()) {
      count = Math.multiplyExact(count, Math.toIntExact(dim));
    }
    ByteBuffer floats =
        ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      floats.putFloat(value(tensor, raw, i));
    }
    ByteString bytes = UnsafeByteOperations.unsafeWrap(floats.array());
    return TensorProto.newBuilder()
        .setName(tensor.getName())
        .addAllDims(tensor.getDimsList())
        .setDataType(DataType.FLOAT_VALUE)
        .setRawData(bytes)
        .build();
  }

  private static float value(TensorProto tensor, ByteBuffer raw, int i) {
    boolean isRaw = tensor.hasRawData();
    return switch (tensor.getDataType()) {
      case DataType.DOUBLE_VALUE ->
          (float) (isRaw ? raw.getDouble(i * Double.BYTES) : tensor.getDoubleData(i));
      case DataType.BFLOAT16_VALUE -> Fp16Conversions.bf16ToFloat(bits(tensor, raw, isRaw, i));
      default -> Fp16Conversions.fp16ToFloat(bits(tensor, raw, isRaw, i));
    };
  }

  private static short bits(TensorProto tensor, ByteBuffer raw, boolean isRaw, int i) {
    return isRaw ? raw.getShort(i * Short.BYTES) : (short) tensor.getInt32Data(i);
  }
}

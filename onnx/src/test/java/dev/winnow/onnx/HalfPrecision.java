package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Makes of a network what PyTorch's {@code half()} makes: 16 bits outside and inside. */
final class HalfPrecision {
  private HalfPrecision() {}

  static ModelProto of(ModelProto single) {
    ModelProto.Builder model = single.toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.getInputBuilderList().forEach(HalfPrecision::retype);
    graph.getOutputBuilderList().forEach(HalfPrecision::retype);
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      graph.setInitializer(i, half(graph.getInitializer(i)));
    }
    return model.build();
  }

  private static void retype(ValueInfoProto.Builder value) {
    value.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT16_VALUE);
  }

  private static TensorProto half(TensorProto weight) {
    if (weight.getDataType() != DataType.FLOAT_VALUE) {
      return weight;
    }
    FloatBuffer values = TensorProtos.floats(weight).orElseThrow().buffer();
    ByteBuffer halves = ByteBuffer.allocate(2 * values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      halves.putShort(Fp16Conversions.floatToFp16(values.get()));
    }
    return weight.toBuilder()
        .clearFloatData()
        .setDataType(DataType.FLOAT16_VALUE)
        .setRawData(ByteString.copyFrom(halves.flip()))
        .build();
  }
}

package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** ONNX Runtime on the file as it was exported, before anything of ours has touched it. */
final class OrtReference {
  private OrtReference() {}

  /** One output, flat; the input is given as the bytes of its own element type. */
  static float[] run(
      ModelProto model, OnnxJavaType type, byte[] input, String output, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(input.length).order(ByteOrder.nativeOrder()).put(input).rewind();
    String name = model.getGraph().getInput(0).getName();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = OnnxRuntime.environment().createSession(model.toByteArray(), options);
        OnnxTensor tensor = OnnxTensor.createTensor(OnnxRuntime.environment(), bytes, shape, type);
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      OnnxTensor made = (OnnxTensor) result.get(output).orElseThrow();
      TensorInfo info = made.getInfo();
      if (info.type != OnnxJavaType.FLOAT && info.type != OnnxJavaType.FLOAT16) {
        throw new AssertionError("not floats: " + info.type);
      }
      float[] values = new float[made.getFloatBuffer().remaining()];
      made.getFloatBuffer().get(values);
      return values;
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  /** Of a network that takes floats. */
  static float[] run(ModelProto model, float[] input, String output, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(input.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(input);
    return run(model, OnnxJavaType.FLOAT, bytes.array(), output, shape);
  }
}

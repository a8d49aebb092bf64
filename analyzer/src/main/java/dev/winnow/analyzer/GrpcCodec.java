package dev.winnow.analyzer;

import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Limits;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorChecks;
import dev.winnow.wire.TensorMetadata;
import dev.winnow.wire.WireException;
import inference.protocol.InferParameter;
import inference.protocol.InferTensorContents;
import inference.protocol.ModelInferRequest;
import inference.protocol.ModelInferRequest.InferInputTensor;
import inference.protocol.ModelInferRequest.InferRequestedOutputTensor;
import inference.protocol.ModelInferResponse;
import inference.protocol.ModelInferResponse.InferOutputTensor;
import inference.protocol.ModelMetadataResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * gRPC's messages to and from the values that REST is decoded to. A message that comes in is not
 * trusted; complaints name the field as in {@code wire}.
 */
final class GrpcCodec {
  private GrpcCodec() {}

  /**
   * Reads a request.
   *
   * @throws WireException if it contradicts itself, exceeds a limit or asks for what is not offered
   */
  static InferenceRequest decode(ModelInferRequest request) {
    if (request.getInputsCount() > Limits.TENSORS || request.getOutputsCount() > Limits.TENSORS) {
      throw new WireException(
          "inputs and outputs must have at most %d tensors each".formatted(Limits.TENSORS));
    }
    boolean raw = request.getRawInputContentsCount() > 0;
    if (raw && request.getRawInputContentsCount() != request.getInputsCount()) {
      throw new WireException(
          "raw_input_contents has %d parts, and there are %d inputs; give one for each"
              .formatted(request.getRawInputContentsCount(), request.getInputsCount()));
    }
    List<NamedTensor> inputs = new ArrayList<>();
    for (int i = 0; i < request.getInputsCount(); i++) {
      String field = "inputs[" + i + "]";
      InferInputTensor input = request.getInputs(i);
      TensorChecks.requireFp32(field + ".datatype", input.getDatatype());
      Shape shape = TensorChecks.shape(field + ".shape", input.getShapeList());
      Tensor tensor =
          raw
              ? rawTensor(i, shape, input, request.getRawInputContents(i))
              : typedTensor(field, shape, input.getContents());
      inputs.add(new NamedTensor(named(field + ".name", input.getName()), tensor));
    }
    Optional<String> id =
        request.getId().isEmpty() ? Optional.empty() : Optional.of(named("id", request.getId()));
    return new InferenceRequest(id, inputs, outputs(request.getOutputsList()), raw);
  }

  /** Writes the response: raw contents if the request's were. */
  static ModelInferResponse encode(InferenceResponse response, InferenceRequest request) {
    ModelInferResponse.Builder message = ModelInferResponse.newBuilder();
    response.model().ifPresent(message::setModelName);
    response.version().ifPresent(message::setModelVersion);
    response.id().ifPresent(message::setId);
    for (NamedTensor output : response.outputs()) {
      Tensor tensor = output.tensor();
      InferOutputTensor.Builder written =
          InferOutputTensor.newBuilder().setName(output.name()).setDatatype(Datatype.FP32.name());
      tensor.shape().dims().forEach(written::addShape);
      if (request.binaryOutputs()) {
        message.addRawOutputContents(littleEndian(tensor));
      } else {
        written.setContents(typed(tensor));
      }
      message.addOutputs(written);
    }
    return message.build();
  }

  /** Writes what a model says about a tensor. */
  static ModelMetadataResponse.TensorMetadata encode(TensorMetadata tensor) {
    ModelMetadataResponse.TensorMetadata.Builder message =
        ModelMetadataResponse.TensorMetadata.newBuilder()
            .setName(tensor.name())
            .setDatatype(tensor.datatype().name())
            .addAllShape(tensor.shape());
    if (!tensor.labels().isEmpty()) {
      message.putParameters(
          TensorMetadata.LABELS,
          InferParameter.newBuilder().setStringParam(tensor.labelLines()).build());
    }
    return message.build();
  }

  private static List<RequestedOutput> outputs(List<InferRequestedOutputTensor> wanted) {
    List<RequestedOutput> outputs = new ArrayList<>();
    for (InferRequestedOutputTensor output : wanted) {
      String field = "outputs[" + outputs.size() + "]";
      if (output.containsParameters("classification")) {
        throw new WireException(
            field
                + ".parameters.classification is not offered; the labels are in the model's"
                + " metadata");
      }
      outputs.add(new RequestedOutput(named(field + ".name", output.getName()), false));
    }
    return outputs;
  }

  private static String named(String field, String name) {
    if (name.isEmpty() || name.length() > Limits.NAME_LENGTH) {
      throw new WireException(field + " must have 1 to " + Limits.NAME_LENGTH + " characters");
    }
    return name;
  }

  private static Tensor rawTensor(
      int index, Shape shape, InferInputTensor input, ByteString bytes) {
    if (input.hasContents()) {
      throw new WireException(
          "inputs[%d].contents must be empty, for raw_input_contents is given".formatted(index));
    }
    if (bytes.size() != (long) shape.size() * Float.BYTES) {
      throw new WireException(
          "raw_input_contents[%d] has %d bytes, and the shape %s of inputs[%d] needs %d"
              .formatted(index, bytes.size(), shape, index, (long) shape.size() * Float.BYTES));
    }
    Tensor tensor = Tensor.allocate(shape);
    ByteBuffer little = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    tensor.buffer().put(little.asFloatBuffer());
    return tensor;
  }

  private static Tensor typedTensor(String field, Shape shape, InferTensorContents contents) {
    int count = contents.getFp32ContentsCount();
    if (count != shape.size()) {
      throw new WireException(
          "%s.contents.fp32_contents has %d numbers, and its shape %s needs %d"
              .formatted(field, count, shape, shape.size()));
    }
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    for (int i = 0; i < count; i++) {
      values.put(contents.getFp32Contents(i));
    }
    return tensor;
  }

  private static InferTensorContents typed(Tensor tensor) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    FloatBuffer values = tensor.buffer();
    while (values.hasRemaining()) {
      contents.addFp32Contents(values.get());
    }
    return contents.build();
  }

  private static ByteString littleEndian(Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.shape().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.buffer());
    return ByteString.copyFrom(bytes);
  }
}

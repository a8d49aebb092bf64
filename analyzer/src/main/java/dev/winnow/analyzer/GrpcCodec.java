package dev.winnow.analyzer;

import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Limits;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorChecks;
import dev.winnow.wire.TensorContent;
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
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
      Datatype type = TensorChecks.datatype(field + ".datatype", input.getDatatype());
      Shape shape = TensorChecks.shape(field + ".shape", input.getShapeList());
      TensorContent content =
          raw
              ? rawContent(i, type, shape, request.getRawInputContents(i), input)
              : typedContent(field, type, shape, input.getContents());
      inputs.add(new NamedTensor(named(field + ".name", input.getName()), content));
    }
    Optional<String> id =
        request.getId().isEmpty() ? Optional.empty() : Optional.of(named("id", request.getId()));
    return new InferenceRequest(
        id, inputs, outputs(request.getOutputsList()), raw, timeout(request.getParametersMap()));
  }

  /** Writes the response: raw contents if the request's were. */
  static ModelInferResponse encode(InferenceResponse response, InferenceRequest request) {
    ModelInferResponse.Builder message = ModelInferResponse.newBuilder();
    response.model().ifPresent(message::setModelName);
    response.version().ifPresent(message::setModelVersion);
    response.id().ifPresent(message::setId);
    for (NamedTensor output : response.outputs()) {
      InferOutputTensor.Builder written =
          InferOutputTensor.newBuilder()
              .setName(output.name())
              .setDatatype(output.content().datatype().name());
      output.shape().dims().forEach(written::addShape);
      if (request.binaryOutputs()) {
        message.addRawOutputContents(raw(output.content()));
      } else {
        written.setContents(typed(output.content()));
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

  /** Triton's parameter: microseconds, 0 for none. */
  private static Optional<Duration> timeout(Map<String, InferParameter> parameters) {
    InferParameter given = parameters.get(InferenceRequest.TIMEOUT);
    if (given == null) {
      return Optional.empty();
    }
    long micros =
        switch (given.getParameterChoiceCase()) {
          case INT64_PARAM -> given.getInt64Param();
          case UINT64_PARAM -> given.getUint64Param();
          default -> -1;
        };
    if (micros < 0) {
      throw new WireException("parameters.timeout must be a whole number of microseconds");
    }
    return micros == 0 ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
  }

  private static List<RequestedOutput> outputs(List<InferRequestedOutputTensor> wanted) {
    List<RequestedOutput> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (InferRequestedOutputTensor output : wanted) {
      String field = "outputs[" + outputs.size() + "]";
      if (output.containsParameters("classification")) {
        throw new WireException(
            field
                + ".parameters.classification is not offered; the labels are in the model's"
                + " metadata");
      }
      if (!names.add(output.getName())) {
        throw new WireException(field + ".name is that of an output before it");
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

  private static TensorContent rawContent(
      int index, Datatype type, Shape shape, ByteString bytes, InferInputTensor input) {
    if (input.hasContents()) {
      throw new WireException(
          "inputs[%d].contents must be empty, for raw_input_contents is given".formatted(index));
    }
    if (type == Datatype.BYTES) {
      return ByteStrings.read(
          "raw_input_contents[" + index + "]", shape, bytes.asReadOnlyByteBuffer());
    }
    if (bytes.size() != (long) shape.size() * Float.BYTES) {
      throw new WireException(
          "raw_input_contents[%d] has %d bytes, and the shape %s of inputs[%d] needs %d"
              .formatted(index, bytes.size(), shape, index, (long) shape.size() * Float.BYTES));
    }
    Tensor tensor = Tensor.allocate(shape);
    ByteBuffer little = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    tensor.buffer().put(little.asFloatBuffer());
    return new TensorContent.Numbers(tensor);
  }

  private static TensorContent typedContent(
      String field, Datatype type, Shape shape, InferTensorContents contents) {
    // Whatever fields there are, each is of one type.
    if (contents.getAllFields().size() > 1) {
      throw new WireException(
          field + ".contents has elements of several types; give those of its datatype");
    }
    if (type == Datatype.BYTES) {
      requireCount(
          field + ".contents.bytes_contents has %d strings",
          contents.getBytesContentsCount(),
          shape);
      ByteStrings.requireFew(field, shape.size());
      return ByteStrings.of(
          shape,
          contents.getBytesContentsList().stream().map(ByteString::asReadOnlyByteBuffer).toList());
    }
    int count = contents.getFp32ContentsCount();
    requireCount(field + ".contents.fp32_contents has %d numbers", count, shape);
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer values = tensor.buffer();
    for (int i = 0; i < count; i++) {
      values.put(contents.getFp32Contents(i));
    }
    return new TensorContent.Numbers(tensor);
  }

  private static void requireCount(String clause, int count, Shape shape) {
    if (count != shape.size()) {
      throw new WireException(
          (clause + ", and its shape %s needs %d").formatted(count, shape, shape.size()));
    }
  }

  private static InferTensorContents typed(TensorContent content) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    if (content instanceof ByteStrings strings) {
      strings.elements().forEach(bytes -> contents.addBytesContents(ByteString.copyFrom(bytes)));
    } else if (content instanceof TensorContent.Numbers numbers) {
      FloatBuffer values = numbers.tensor().buffer();
      while (values.hasRemaining()) {
        contents.addFp32Contents(values.get());
      }
    }
    return contents.build();
  }

  private static ByteString raw(TensorContent content) {
    if (content instanceof ByteStrings strings) {
      return strings.toBinary().stream()
          .map(ByteString::copyFrom)
          .reduce(ByteString.EMPTY, ByteString::concat);
    }
    Tensor tensor = ((TensorContent.Numbers) content).tensor();
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.shape().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.buffer());
    return ByteString.copyFrom(bytes);
  }
}

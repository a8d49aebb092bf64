package dev.winnow.edge;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Manifest;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.OutputHead;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.core.Shape;
import dev.winnow.edge.delivery.ErrorResponses;
import dev.winnow.edge.delivery.Http;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.ServerMetadata;
import dev.winnow.wire.TensorMetadata;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What is said before the first feature: does the server have the analyzer that continues where
 * this extractor ends, be that a feature or a capture that a filter let pass?
 */
final class Handshake {
  private final Http http;
  private final Manifest manifest;

  Handshake(Http http, Manifest manifest) {
    this.http = http;
    this.manifest = manifest;
  }

  /**
   * The model that will be asked.
   *
   * @param path of the model on the server
   * @param binary whether the server takes and gives tensors as binary data
   * @param input what it takes
   */
  record Model(String path, boolean binary, TensorMetadata input) {
    /** How many rows a request must have; empty if any number will do. */
    OptionalInt batch() {
      return input.shape().get(0) == 1 ? OptionalInt.of(1) : OptionalInt.empty();
    }

    /** The shape of one row of one element each way, whatever the number of axes. */
    Shape one() {
      return new Shape(Collections.nCopies(input.shape().size(), 1));
    }
  }

  /**
   * Asks the server what it is and has.
   *
   * @throws UnreachableAnalyzerException if there is no server
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if what it answers is not of the protocol
   * @throws UnsuitableAnalyzerException if it has no such model or one with another input or output
   */
  Model meet() {
    Http.Response server = http.get("/v2");
    String unversioned = "/v2/models/" + manifest.name();
    String path = unversioned + "/versions/" + manifest.version();
    Http.Response response = http.get(path);
    if (response.status() == 404) {
      path = unversioned;
      response = http.get(path);
    }
    ModelMetadata model = model(response);
    if (path.equals(unversioned) && !model.versions().isEmpty()) {
      throw unsuitable("has only the versions %s".formatted(model.versions()));
    }
    boolean filter = manifest.extractor() instanceof CaptureFilter;
    List<OutputHead> heads = filter ? manifest.analyzer().heads() : manifest.numericHeads();
    heads.forEach(head -> requireAnswer(head, model.outputs()));
    TensorMetadata input = filter ? released(model.inputs()) : feature(model.inputs());
    return new Model(path, takesBinary(server), input);
  }

  private ModelMetadata model(Http.Response response) {
    if (response.status() == 404) {
      throw unsuitable("is not there (" + ErrorResponses.reason(response) + ")");
    }
    if (response.status() != 200) {
      throw ErrorResponses.of(http.address(), response);
    }
    return decode(response.body(), ModelMetadata::decode);
  }

  /** The protocol lets a server without extensions say nothing about itself. */
  private boolean takesBinary(Http.Response response) {
    return response.status() == 200
        && decode(response.body(), ServerMetadata::decode).takesBinary();
  }

  private <T> T decode(ByteBuffer body, Function<ByteBuffer, T> decoder) {
    try {
      return decoder.apply(body);
    } catch (WireException e) {
      throw new MalformedAnswerException(
          "%s does not speak the Open Inference Protocol: %s; is that address an analyzer's?"
              .formatted(http.address(), e.getMessage()),
          e);
    }
  }

  private TensorMetadata feature(List<TensorMetadata> inputs) {
    NetworkExtractor.Feature feature = manifest.network().feature();
    if (inputs.size() != 1 || !isFeature(inputs.get(0))) {
      throw unsuitable(
          "takes %s, and this extractor makes %s FP32 ?×%s"
              .formatted(
                  inputs.stream().map(Handshake::text).toList(), feature.name(), feature.shape()));
    }
    long batch = inputs.get(0).shape().get(0);
    if (batch > 1) {
      throw unsuitable(
          "takes %d samples at a time and must take one or any number".formatted(batch));
    }
    return inputs.get(0);
  }

  private TensorMetadata released(List<TensorMetadata> inputs) {
    return ReleasedTensor.of(manifest.filter())
        .map(
            tensor ->
                pixels(
                    tensor.input(),
                    tensor.shape(manifest.preprocessing().asImage("a tensor of pixels")),
                    inputs))
        .orElseGet(() -> capture(inputs));
  }

  /** Of one image at a time; a model may leave extents open, the number of images among them. */
  private TensorMetadata pixels(String name, Shape shape, List<TensorMetadata> inputs) {
    boolean takesThem =
        inputs.size() == 1
            && inputs.get(0).name().equals(name)
            && inputs.get(0).datatype() == Datatype.FP32
            && inputs.get(0).shape().size() == shape.rank()
            && fits(inputs.get(0).shape(), shape);
    if (!takesThem) {
      throw unsuitable(
          "takes %s, and this filter makes %s FP32 %s"
              .formatted(inputs.stream().map(Handshake::text).toList(), name, shape));
    }
    return inputs.get(0);
  }

  /** A filtered capture is one string of bytes, in a list or in a list of one row. */
  private TensorMetadata capture(List<TensorMetadata> inputs) {
    String name = manifest.preprocessing().modality().word();
    boolean takesOne =
        inputs.size() == 1
            && inputs.get(0).name().equals(name)
            && inputs.get(0).datatype() == Datatype.BYTES
            && !inputs.get(0).shape().isEmpty()
            && inputs.get(0).shape().stream().allMatch(extent -> extent == 1 || extent == -1);
    if (!takesOne) {
      throw unsuitable(
          "takes %s, and this filter makes %s BYTES 1"
              .formatted(inputs.stream().map(Handshake::text).toList(), name));
    }
    return inputs.get(0);
  }

  private boolean isFeature(TensorMetadata input) {
    NetworkExtractor.Feature feature = manifest.network().feature();
    return input.name().equals(feature.name())
        && input.datatype() == Datatype.FP32
        && input.shape().size() == feature.shape().rank() + 1
        && fits(input.shape().subList(1, input.shape().size()), feature.shape());
  }

  private static boolean fits(List<Long> extents, Shape shape) {
    for (int axis = 0; axis < shape.rank(); axis++) {
      long extent = extents.get(axis);
      if (extent != -1 && extent != shape.dim(axis)) {
        return false;
      }
    }
    return true;
  }

  private void requireAnswer(OutputHead head, List<TensorMetadata> outputs) {
    Map<String, TensorMetadata> given = new HashMap<>();
    outputs.forEach(output -> given.put(output.name(), output));
    for (String name : head.outputs()) {
      boolean isText = head instanceof OutputHead.Text && name.equals(head.name());
      Datatype type = isText ? Datatype.BYTES : Datatype.FP32;
      TensorMetadata output = given.get(name);
      if (output == null || output.datatype() != type || !fits(head, output.shape())) {
        throw unsuitable(
            "makes %s, and this package wants %s %s%s"
                .formatted(
                    outputs.stream().map(Handshake::text).toList(),
                    name,
                    type,
                    head instanceof OutputHead.Detection ? " 1×?×6" : ""));
      }
    }
  }

  /** A row of a detection is left, top, width, height, score and class. */
  private static boolean fits(OutputHead head, List<Long> extents) {
    if (!(head instanceof OutputHead.Detection)) {
      return true;
    }
    long last = extents.isEmpty() ? 0 : extents.get(extents.size() - 1);
    return last == 6 || last == -1;
  }

  private UnsuitableAnalyzerException unsuitable(String how) {
    return new UnsuitableAnalyzerException(
        "the model %s (version %s) at %s %s; serve the analyzer that was built with this package"
            .formatted(manifest.name(), manifest.version(), http.address(), how));
  }

  private static String text(TensorMetadata tensor) {
    String extents =
        String.join(
            "×", tensor.shape().stream().map(n -> n < 0 ? "?" : String.valueOf(n)).toList());
    return "%s %s %s".formatted(tensor.name(), tensor.datatype(), extents);
  }
}

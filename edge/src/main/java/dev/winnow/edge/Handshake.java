package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Shape;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.ServerMetadata;
import dev.winnow.wire.TensorMetadata;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What is said before the first feature: does the server have the analyzer that continues where
 * this extractor ends?
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
   * @param batch how many rows a request must have; empty if any number will do
   */
  record Model(String path, boolean binary, OptionalInt batch) {}

  /**
   * Asks the server what it is and has.
   *
   * @throws UnreachableAnalyzerException if there is no server
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if what it answers is not of the protocol
   * @throws UnsuitableAnalyzerException if it has no such model or one with another input or output
   */
  Model meet() {
    CompletableFuture<Http.Response> server = http.get("/v2");
    String unversioned = "/v2/models/" + manifest.name();
    String path = unversioned + "/versions/" + manifest.version();
    Http.Response response = Futures.join(http.get(path));
    if (response.status() == 404) {
      path = unversioned;
      response = Futures.join(http.get(path));
    }
    ModelMetadata model = model(response);
    if (path.equals(unversioned) && !model.versions().isEmpty()) {
      throw unsuitable("has only the versions %s".formatted(model.versions()));
    }
    manifest.numericHeads().forEach(answer -> requireAnswer(answer.name(), model.outputs()));
    return new Model(path, takesBinary(Futures.join(server)), batch(model.inputs()));
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

  private OptionalInt batch(List<TensorMetadata> inputs) {
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
    return batch == 1 ? OptionalInt.of(1) : OptionalInt.empty();
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

  private void requireAnswer(String answer, List<TensorMetadata> outputs) {
    boolean given =
        outputs.stream()
            .anyMatch(out -> out.name().equals(answer) && out.datatype() == Datatype.FP32);
    if (!given) {
      throw unsuitable(
          "makes %s, and this package wants %s FP32"
              .formatted(outputs.stream().map(Handshake::text).toList(), answer));
    }
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

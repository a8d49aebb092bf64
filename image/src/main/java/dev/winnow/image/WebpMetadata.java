package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Which way a WebP is up: by its chunk EXIF (RFC 9649, section 2.7.1.5), or else XMP. */
final class WebpMetadata {
  private WebpMetadata() {}

  /**
   * From 1 (upright) to 8. Chunks that cannot be understood say nothing.
   *
   * @throws DamagedCaptureException if it is cut short, which the reader would fill up, or an
   *     animation, whose frames it gets wrong
   */
  static int orientation(byte[] bytes) throws DamagedCaptureException {
    ByteBuffer riff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    OptionalInt exif = OptionalInt.empty();
    OptionalInt xmp = OptionalInt.empty();
    int at = 12;
    while (at + 8 <= bytes.length) {
      int length = riff.getInt(at + 4);
      int body = at + 8;
      if (length < 0 || length > bytes.length - body) {
        throw new DamagedCaptureException("it is cut short");
      }
      switch (new String(bytes, at, 4, ISO_8859_1)) {
        case "EXIF" -> exif = Exif.orientation(bytes, body, body + length);
        case "XMP " -> xmp = Xmp.orientation(bytes, body, body + length);
        case "ANMF" ->
            throw new DamagedCaptureException("it is an animated WebP, which is not read");
        default -> {}
      }
      at = body + length + (length & 1);
    }
    return exif.orElse(xmp.orElse(1));
  }
}

package dev.winnow.video.heif;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * ImageIO's plug-in for HEIC and AVIF (ISO/IEC 23008-12). Loads nothing native before a reader
 * reads.
 */
public final class HeifReaderSpi extends ImageReaderSpi {
  private static final Set<String> BRANDS =
      Set.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avis");

  /** For ImageIO, which finds it by its name in the class path. */
  public HeifReaderSpi() {
    super(
        "Winnow",
        "1",
        new String[] {"heic", "heif", "avif"},
        new String[] {"heic", "heif", "hif", "avif"},
        new String[] {"image/heic", "image/heif", "image/avif"},
        HeifReader.class.getName(),
        new Class<?>[] {ImageInputStream.class},
        null,
        false,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        null);
  }

  @Override
  public boolean canDecodeInput(Object source) throws IOException {
    if (!(source instanceof ImageInputStream input)) {
      return false;
    }
    byte[] head = new byte[12];
    input.mark();
    try {
      int read = input.read(head);
      return read == head.length
          && text(head, 4).equals("ftyp")
          && BRANDS.contains(text(head, 8).toLowerCase(Locale.ROOT));
    } finally {
      input.reset();
    }
  }

  @Override
  public ImageReader createReaderInstance(@Nullable Object extension) {
    return new HeifReader(this);
  }

  @Override
  public String getDescription(@Nullable Locale locale) {
    return "HEIC and AVIF by FFmpeg";
  }

  private static String text(byte[] head, int at) {
    return new String(head, at, 4, StandardCharsets.ISO_8859_1);
  }
}

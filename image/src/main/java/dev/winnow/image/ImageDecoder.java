package dev.winnow.image;

import dev.winnow.data.CaptureFiles;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.UnreadableCaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Reads images: JPEG, PNG, BMP, PGM and PPM, told apart by their first bytes, whatever the file is
 * called. Of a file with several images the first is read.
 *
 * <p>Everything becomes 8 bits of RGB: grey is repeated, 16 bits are rounded to 8, palettes are
 * looked up, what is transparent is laid on black, CMYK is multiplied out without a colour profile.
 * Embedded colour profiles are not applied, so that the same file gives the same pixels on every
 * platform. A JPEG is turned upright as its EXIF orientation asks.
 *
 * <p>Files are not trusted: size and dimensions are checked before anything is decoded, and a
 * damaged one ends in an {@link UnreadableCaptureException}. A JPEG without its end marker counts
 * as cut short.
 */
public final class ImageDecoder {
  /** An image may have at most so many pixels. */
  public static final int MOST_PIXELS = 100_000_000;

  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "bmp", "pgm", "ppm", "pnm");

  private ImageDecoder() {}

  /**
   * Loads Java's readers of images, which takes a fifth of a second. Reading does so too; this is
   * for whoever has a thread to spare before the first image is there.
   */
  public static void warmUp() {
    ImageIO.getReaderFormatNames();
  }

  /** Whether a file's name, or its path, ends like that of an image that can be read. */
  public static boolean isImage(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return ENDINGS.contains(ending.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableCaptureException if the file is not there, cannot be read, is too large or is
   *     not a whole image
   */
  public static Image read(Path file) {
    return decode(file.toString(), CaptureFiles.bytes(file));
  }

  /**
   * Decodes an image in memory.
   *
   * @param what names the image in error messages
   * @throws UnreadableCaptureException if the bytes are not a whole image, or one of more than
   *     {@link #MOST_PIXELS} pixels
   */
  public static Image decode(String what, byte[] bytes) {
    try {
      return switch (Format.of(bytes)) {
        case JPEG -> Jpeg.decode(bytes);
        case PNG -> Rasters.decode("png", bytes);
        case BMP -> Rasters.decode("bmp", bytes);
        case PNM -> Pnm.decode(bytes);
        case NONE -> throw new DamagedCaptureException("it is no JPEG, PNG, BMP, PGM or PPM");
      };
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(what, e.clause());
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers end in all kinds of runtime exceptions on damaged files.
      throw new UnreadableCaptureException(what, "it is damaged", e);
    } catch (OutOfMemoryError e) {
      // One array was too large for the heap and is not there; everything else goes on.
      throw new UnreadableCaptureException(what, "it takes more memory than there is", e);
    }
  }

  /** Refuses an image that is empty or too large to decode. */
  static void requireSize(long width, long height) throws DamagedCaptureException {
    if (width < 1 || height < 1) {
      throw new DamagedCaptureException("it is %d×%d pixels".formatted(width, height));
    }
    if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
      throw new DamagedCaptureException(
          "it is %d×%d pixels, more than %d".formatted(width, height, MOST_PIXELS));
    }
  }

  private enum Format {
    JPEG,
    PNG,
    BMP,
    PNM,
    NONE;

    static Format of(byte[] bytes) {
      if (bytes.length < 3) {
        return NONE;
      }
      return switch (bytes[0]) {
        case (byte) 0xFF -> bytes[1] == (byte) 0xD8 ? JPEG : NONE;
        case (byte) 0x89 -> bytes[1] == 'P' && bytes[2] == 'N' ? PNG : NONE;
        case 'B' -> bytes[1] == 'M' ? BMP : NONE;
        case 'P' -> "2356".indexOf(bytes[1]) >= 0 ? PNM : NONE;
        default -> NONE;
      };
    }
  }
}

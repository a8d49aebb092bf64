package dev.winnow.image;

import dev.winnow.data.CaptureFiles;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.UnreadableCaptureException;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;

/**
 * Reads images: JPEG, PNG, BMP, GIF, TIFF, WebP, PBM, PGM, PPM and PAM, told apart by their first
 * bytes, whatever the file is called. Of a file with several images, and of an animated GIF or PNG,
 * the first is read. HEIC, AVIF, JPEG 2000 and JPEG XL are read where a plug-in of ImageIO for them
 * is on the class path, as the module {@code video} is for HEIC and AVIF, and refused by their
 * names otherwise.
 *
 * <p>Everything becomes 8 bits of RGB: grey is repeated, 16 bits are rounded to 8, palettes are
 * looked up, what is transparent is laid on black, CMYK of JPEG is multiplied out without a colour
 * profile. Embedded colour profiles are not applied, so that the same file gives the same pixels on
 * every platform. JPEG, PNG, TIFF and WebP are turned upright as their metadata ask: EXIF, or of
 * PNG and WebP also XMP; HEIC and AVIF as their own boxes ask or, where there are none, EXIF.
 *
 * <p>Files are not trusted: size and dimensions are checked before anything is decoded, and a
 * damaged one ends in an {@link UnreadableCaptureException}, also if a decoder could make something
 * of it. A JPEG without its end marker is read if all its pixels are there.
 *
 * <p>Memory: 3 bytes a pixel for the image and, of all formats but JPEG, up to 8 more while it is
 * decoded, so at most 1.1 GB for {@link #MOST_PIXELS}. A JPEG of more pixels, as phones with 108
 * and 200 million sensors take them, is read at a half or a third of its size: every second or
 * third pixel of every second or third row, of which at most {@link #MOST_REDUCED} are in memory,
 * three bytes each. Only those that decode row by row are, which a progressive one does not.
 */
public final class ImageDecoder {
  /** An image may have at most so many pixels. */
  public static final int MOST_PIXELS = 100_000_000;

  /** A JPEG that is decoded row by row may have so many; it is read at a part of its size. */
  public static final int MOST_JPEG_PIXELS = 300_000_000;

  /** So many pixels are left of a JPEG of more than {@link #MOST_PIXELS}, at most. */
  public static final int MOST_REDUCED = 40_000_000;

  private ImageDecoder() {}

  /**
   * Loads Java's readers of images, which takes a fifth of a second. Reading does so too; this is
   * for whoever has a thread to spare before the first image is there.
   */
  public static void warmUp() {
    ImageReaders.warmUp();
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
   * @throws UnreadableCaptureException if the bytes are not a whole image of a kind that is read,
   *     or one of too many pixels
   */
  public static Image decode(String what, byte[] bytes) {
    return decode(what, bytes, ImageDecoder::decode);
  }

  /**
   * Decodes a JPEG in memory, and no other format: for servers, which decode what strangers send.
   *
   * @param what names the image in error messages
   * @param mostPixels that it may have
   * @throws UnreadableCaptureException if the bytes are not a whole JPEG of at most so many pixels
   */
  public static Image decodeJpeg(String what, byte[] bytes, long mostPixels) {
    return decode(
        what,
        bytes,
        jpeg -> {
          if (ImageFormat.of(jpeg) != ImageFormat.JPEG) {
            throw new DamagedCaptureException(jpeg.length == 0 ? "it is empty" : "it is no JPEG");
          }
          return Jpeg.decode(jpeg, mostPixels);
        });
  }

  /** What is made of the bytes of an image. */
  @FunctionalInterface
  private interface Decoding {
    Image of(byte[] bytes) throws IOException;
  }

  private static Image decode(String what, byte[] bytes, Decoding decoding) {
    try {
      return decoding.of(bytes);
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(what, e.clause());
    } catch (IIOException e) {
      throw new UnreadableCaptureException(what, damage(e), e);
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers end in all kinds of runtime exceptions on damaged files.
      throw new UnreadableCaptureException(what, "it is damaged", e);
    } catch (OutOfMemoryError e) {
      // One array was too large for the heap and is not there; everything else goes on.
      throw new UnreadableCaptureException(what, "it takes more memory than there is", e);
    }
  }

  /** Readers say of what they were not made for that it is unsupported, or unknown. */
  private static String damage(IIOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("nsupported") || message.contains("Unknown TIFF")
        ? "it is coded in a way that is not read here"
        : "it is damaged";
  }

  private static Image decode(byte[] bytes) throws IOException {
    ImageFormat format = ImageFormat.of(bytes);
    return switch (format) {
      case JPEG -> Jpeg.decode(bytes);
      case PNG -> upright(ImageReaders.own("png"), bytes, PngMetadata.orientation(bytes));
      case BMP -> Rasters.decode(ImageReaders.own("bmp"), bytes);
      case GIF -> Rasters.decode(ImageReaders.own("gif"), bytes);
      case NETPBM -> Pnm.decode(bytes);
      case UNKNOWN ->
          throw new DamagedCaptureException(
              bytes.length == 0 ? "it is empty" : "it is no image that is known here");
      default -> byPlugin(format, bytes);
    };
  }

  private static Image byPlugin(ImageFormat format, byte[] bytes) throws IOException {
    if (!format.isReadable()) {
      throw new DamagedCaptureException(
          "it is %s, which is not read here%s"
              .formatted(
                  format.title(), format.remedy().isEmpty() ? "" : " (" + format.remedy() + ")"));
    }
    int orientation =
        switch (format) {
          case TIFF -> TiffMetadata.orientation(bytes);
          case WEBP -> WebpMetadata.orientation(bytes);
          case HEIC, AVIF -> HeifMetadata.orientation(bytes);
          default -> 1;
        };
    return upright(ImageReaders.byPlugin(format), bytes, orientation);
  }

  private static Image upright(ImageReader reader, byte[] bytes, int orientation)
      throws IOException {
    return Exif.upright(Rasters.decode(reader, bytes), orientation);
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
}

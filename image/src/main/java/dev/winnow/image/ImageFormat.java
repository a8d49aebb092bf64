package dev.winnow.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an image file is, by its first bytes, whatever the file is called. */
enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  BMP("BMP"),
  GIF("GIF"),
  /** PBM, PGM, PPM and PAM, in text and in bytes. */
  NETPBM("Netpbm"),
  TIFF("TIFF"),
  WEBP("WebP"),
  HEIC("HEIC"),
  AVIF("AVIF"),
  JPEG_2000("JPEG 2000"),
  JPEG_XL("JPEG XL"),
  PHOTOSHOP("Photoshop"),
  CAMERA_RAW("camera raw"),
  VIDEO("video"),
  UNKNOWN("other");

  /** The first bytes of a file that say what it is. */
  static final int HEAD = 64;

  private static final Set<String> ENDINGS =
      Set.of(
          ("jpg jpeg jpe jfif jif mpo png apng bmp dib gif pbm pgm ppm pnm pam tif tiff webp"
                  + " heic heif hif avif jp2 jxl")
              .split(" "));

  private static final Set<ImageFormat> OURS = Set.of(JPEG, PNG, BMP, GIF, NETPBM);

  /** The sizes that the second header of a BMP can have, which tells it from text. */
  private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  private final String title;

  ImageFormat(String title) {
    this.title = title;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** What ImageIO's readers of it may call it; none if no such reader is asked for. */
  List<String> plugins() {
    return switch (this) {
      case TIFF -> List.of("tiff");
      case WEBP -> List.of("webp");
      case HEIC -> List.of("heic", "heif");
      case AVIF -> List.of("avif");
      case JPEG_2000 -> List.of("jpeg2000", "jpeg 2000");
      case JPEG_XL -> List.of("jxl", "jpeg xl");
      default -> List.of();
    };
  }

  /** What can be done so that it is read, for people; empty if nothing can. */
  String remedy() {
    return this == HEIC || this == AVIF ? "set WINNOW_FFMPEG=1 to read HEIC and AVIF" : "";
  }

  /** Whether it is read here; may look for a plug-in. */
  boolean isReadable() {
    return OURS.contains(this) || ImageReaders.plugin(this).isPresent();
  }

  /** Whether a name ends like an image's, so that a file which is none is a broken one. */
  static boolean isNamedSo(String name) {
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * What begins with these bytes.
   *
   * @param head the first {@link #HEAD} bytes of the file, or all of it
   */
  static ImageFormat of(byte[] head) {
    if (starts(head, 0, "\u00FF\u00D8")) {
      return JPEG;
    } else if (starts(head, 0, "\u0089PNG")) {
      return PNG;
    } else if (starts(head, 0, "GIF8")) {
      return GIF;
    } else if (isBmp(head)) {
      return BMP;
    } else if (isNetpbm(head)) {
      return NETPBM;
    } else if (starts(head, 0, "II*\0") || starts(head, 0, "MM\0*")) {
      return starts(head, 8, "CR") ? CAMERA_RAW : TIFF;
    } else if (starts(head, 0, "RIFF")) {
      return starts(head, 8, "WEBP") ? WEBP : starts(head, 8, "AVI ") ? VIDEO : UNKNOWN;
    } else if (starts(head, 4, "ftyp")) {
      return ofBrands(head);
    }
    return notRead(head);
  }

  private static ImageFormat notRead(byte[] head) {
    if (starts(head, 4, "jP  ") || starts(head, 0, "\u00FFO\u00FFQ")) {
      return JPEG_2000;
    } else if (starts(head, 4, "JXL ") || starts(head, 0, "\u00FF\n")) {
      return JPEG_XL;
    } else if (starts(head, 0, "8BPS")) {
      return PHOTOSHOP;
    } else if (starts(head, 0, "IIU\0") || starts(head, 0, "IIR") || starts(head, 0, "FUJIFILM")) {
      return CAMERA_RAW;
    }
    return starts(head, 0, "\u001AE\u00DF\u00A3") ? VIDEO : UNKNOWN;
  }

  /** ISO/IEC 14496-12: a main brand, a version, and the brands that it is compatible with. */
  private static ImageFormat ofBrands(byte[] head) {
    int size = head.length < 4 ? 0 : (head[2] & 0xFF) << 8 | (head[3] & 0xFF);
    ImageFormat found = VIDEO;
    for (int at = 8; at + 4 <= Math.min(size, head.length); at += at == 8 ? 8 : 4) {
      switch (new String(head, at, 4, StandardCharsets.ISO_8859_1)) {
        case "avif", "avis" -> {
          return AVIF;
        }
        case "crx " -> {
          return CAMERA_RAW;
        }
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> found = HEIC;
        default -> {}
      }
    }
    return found;
  }

  private static boolean isBmp(byte[] head) {
    return starts(head, 0, "BM")
        && starts(head, 15, "\0\0\0")
        && BMP_HEADERS.contains((int) head[14]);
  }

  /** A letter P, a digit, and what can follow them in such a file and hardly in other text. */
  private static boolean isNetpbm(byte[] head) {
    if (starts(head, 0, "P7\n")) {
      return true;
    }
    if (head.length < 4 || head[0] != 'P' || head[1] < '1' || head[1] > '6') {
      return false;
    }
    int at = 2;
    while (at < head.length && Pnm.isSpace(head[at])) {
      at++;
    }
    return at > 2 && at < head.length && (head[at] == '#' || Character.isDigit(head[at]));
  }

  private static boolean starts(byte[] head, int at, String text) {
    if (head.length < at + text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((head[at + i] & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

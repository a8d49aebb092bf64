package dev.winnow.video;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Files that hold one picture of a kind that {@code image} reads with all that belongs to it. */
final class StillFile {
  private static final Set<String> DEMUXERS =
      Set.of(
          "jpeg_pipe",
          "png_pipe",
          "bmp_pipe",
          "tiff_pipe",
          "webp_pipe",
          "pbm_pipe",
          "pgm_pipe",
          "ppm_pipe",
          "pam_pipe");

  /** Of HEIC and AVIF, without those of sequences (ISO/IEC 23008-12, section 10.2). */
  private static final Set<String> BRANDS = Set.of("heic", "heix", "heim", "heis", "mif1", "avif");

  private StillFile() {}

  /**
   * Whether a file is one.
   *
   * @param demuxer how FFmpeg calls its format
   */
  static boolean is(Path file, String demuxer) {
    if (DEMUXERS.contains(demuxer)) {
      return true;
    }
    if (!demuxer.startsWith("mov")) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      return head.startsWith("ftyp", 4) && BRANDS.contains(head.substring(8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

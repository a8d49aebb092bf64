package dev.winnow.image;

import dev.winnow.data.DamagedCaptureException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG walked through as far as its end marker: what must be known before it is decoded, and the
 * bytes that the decoder is given.
 *
 * <p>These are the file's own unless something in it would trouble the decoder and no pixel depends
 * on it: bytes that belong to no segment, a colour profile, which may be broken and is not used, a
 * segment of Adobe's that is too short, or no end marker where all scans are there. Then they are a
 * copy that holds the tables, the frame and the scans.
 */
final class JpegSegments {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;

  private final byte[] bytes;
  private final ByteArrayOutputStream needed;
  private boolean asItIs = true;
  private @Nullable JpegFrame frame;
  private @Nullable JpegScans scans;
  private int orientation = 1;
  private int adobe = -1;
  private boolean jfif;

  private JpegSegments(byte[] bytes) {
    this.bytes = bytes;
    this.needed = new ByteArrayOutputStream(0);
  }

  static JpegSegments read(byte[] bytes) throws DamagedCaptureException {
    JpegSegments segments = new JpegSegments(bytes);
    segments.walk(false);
    if (!segments.asItIs) {
      segments.walk(true);
    }
    return segments;
  }

  JpegHeader header() throws DamagedCaptureException {
    if (frame == null || scans == null) {
      throw cutShort();
    }
    return new JpegHeader(frame, scans.isOne(), orientation, adobe, jfif);
  }

  byte[] decodable() {
    return asItIs ? bytes : needed.toByteArray();
  }

  private void walk(boolean copying) throws DamagedCaptureException {
    frame = null;
    scans = null;
    int at = 2;
    keep(copying, 0, 2);
    while (true) {
      int marker = marker(at);
      if (marker < 0) {
        asItIs = false;
        endWithoutMarker(copying);
        return;
      }
      asItIs &= marker == at;
      int kind = bytes[marker + 1] & 0xFF;
      if (kind == END) {
        requireScans(false);
        keep(copying, marker, marker + 2);
        return;
      }
      boolean alone = kind == START || kind == 1 || isRestart(kind);
      asItIs &= !alone;
      at = alone ? marker + 2 : segment(marker, copying);
    }
  }

  private void endWithoutMarker(boolean copying) throws DamagedCaptureException {
    requireScans(true);
    if (copying) {
      needed.write(0xFF);
      needed.write(END);
    }
  }

  private void requireScans(boolean everything) throws DamagedCaptureException {
    if (scans == null || !scans.isFinished(everything)) {
      throw cutShort();
    }
  }

  /** Takes in a segment and returns where it ends; a scan's pixels belong to it. */
  private int segment(int marker, boolean copying) throws DamagedCaptureException {
    int length = marker + 4 > bytes.length ? 0 : number(bytes, marker + 2);
    int body = marker + 4;
    int end = marker + 2 + length;
    if (length < 2 || end > bytes.length) {
      throw cutShort();
    }
    int kind = bytes[marker + 1] & 0xFF;
    if (kind == SCAN) {
      end = scan(body, end);
    } else if (isFrame(kind) && frame == null) {
      frame = JpegFrame.read(kind & 15, bytes, body, end);
      scans = new JpegScans(frame);
    }
    if (isNeeded(kind, body, end)) {
      keep(copying, marker, end);
    }
    return end;
  }

  private boolean isNeeded(int kind, int body, int end) {
    switch (kind) {
      case 0xE0 -> {
        jfif |= holds(body, end, "JFIF\0");
        return holds(body, end, "JFIF\0");
      }
      case 0xE1 -> {
        if (holds(body, end, "Exif\0\0")) {
          orientation = Exif.orientation(bytes, body, end).orElse(1);
        }
      }
      case 0xE2 -> asItIs &= !holds(body, end, "ICC_PROFILE\0");
      case 0xEE -> {
        boolean whole = holds(body, end, "Adobe") && end - body >= 12;
        if (whole) {
          adobe = bytes[body + 11] & 0xFF;
        }
        asItIs &= whole || !holds(body, end, "Adobe");
        return whole;
      }
      default -> {}
    }
    return kind < 0xE0;
  }

  /** The end of a scan's pixels: the next marker that is none of those within a scan. */
  private int scan(int body, int end) throws DamagedCaptureException {
    if (scans == null || end - body < 4) {
      throw new DamagedCaptureException("it is damaged");
    }
    scans.add(bytes, body, end);
    int at = end;
    while (at + 1 < bytes.length) {
      if (bytes[at] == (byte) 0xFF) {
        int next = bytes[at + 1] & 0xFF;
        if (next != 0 && !isRestart(next)) {
          return at;
        }
        at++;
      }
      at++;
    }
    return bytes.length;
  }

  /** Where the next marker begins, behind fill bytes and bytes that belong nowhere; −1 if none. */
  private int marker(int from) {
    for (int at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] == (byte) 0xFF && bytes[at + 1] != (byte) 0xFF && bytes[at + 1] != 0) {
        return at;
      }
    }
    return -1;
  }

  private void keep(boolean copying, int from, int end) {
    if (copying) {
      needed.write(bytes, from, end - from);
    }
  }

  private static boolean isFrame(int kind) {
    return kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
  }

  private static boolean isRestart(int kind) {
    return kind >= 0xD0 && kind <= 0xD7;
  }

  private boolean holds(int from, int end, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return end - from >= expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }

  static int number(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  private static DamagedCaptureException cutShort() {
    return new DamagedCaptureException("it is cut short");
  }
}

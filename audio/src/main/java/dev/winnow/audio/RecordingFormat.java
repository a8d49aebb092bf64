package dev.winnow.audio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What a file of sound is, by its first bytes, whatever the file is called. */
public enum RecordingFormat {
  WAV("WAV"),
  FLAC("FLAC"),
  /** Vorbis, Opus and others in their container. */
  OGG("Ogg"),
  MP3("MP3"),
  AIFF("AIFF"),
  /** AAC and others in the container of MPEG-4. */
  M4A("M4A"),
  UNKNOWN("other");

  static final String REMEDY = "set WINNOW_FFMPEG=1 to read FLAC, Ogg and MP3";

  private static final Set<RecordingFormat> DECODED = Set.of(FLAC, OGG, MP3);
  private static final Set<String> ENDINGS = Set.of("wav wave flac ogg oga opus mp3".split(" "));

  private final String title;

  RecordingFormat(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** What can be done so that it is read, for people; empty if nothing can. */
  String remedy() {
    return DECODED.contains(this) ? REMEDY : "";
  }

  /** Whether a name ends like a recording's, so that a file which is none is a broken one. */
  static boolean isNamedSo(String name) {
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * What begins with these bytes.
   *
   * @param head the first 64 bytes of the file, or more of it
   */
  public static RecordingFormat of(byte[] head) {
    if ((starts(head, 0, "RIFF") || starts(head, 0, "RF64")) && starts(head, 8, "WAVE")) {
      return WAV;
    } else if (starts(head, 0, "fLaC")) {
      return FLAC;
    } else if (starts(head, 0, "OggS")) {
      return OGG;
    } else if (starts(head, 0, "ID3") || isLayerThree(head)) {
      return MP3;
    } else if (starts(head, 0, "FORM") && (starts(head, 8, "AIFF") || starts(head, 8, "AIFC"))) {
      return AIFF;
    }
    return starts(head, 4, "ftypM4A") ? M4A : UNKNOWN;
  }

  /** ISO/IEC 11172-3, 2.4.1.3: a frame's header, none of whose fields has a forbidden value. */
  private static boolean isLayerThree(byte[] head) {
    return head.length >= 4
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xE6) == 0xE2
        && (head[1] & 0x18) != 0x08
        && (head[2] & 0xF0) != 0xF0
        && (head[2] & 0xF0) != 0
        && (head[2] & 0x0C) != 0x0C;
  }

  private static boolean starts(byte[] head, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    return head.length >= at + wanted.length
        && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
  }
}

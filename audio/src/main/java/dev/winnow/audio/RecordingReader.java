package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.data.DamagedCaptureException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.WeakHashMap;

/**
 * Reads files of sound by what they are. What a decoder made of a file is kept as long as somebody
 * holds the file's bytes, so that its windows are cut from it and it is decoded once.
 */
public final class RecordingReader {
  /** By identity, as arrays are compared. */
  private final Map<byte[], Recording> decoded = new WeakHashMap<>();

  /** Loaded with the first file that is no WAV. */
  private static final class Decoders {
    private static final Map<RecordingFormat, RecordingDecoder> FOUND = found();

    private static Map<RecordingFormat, RecordingDecoder> found() {
      Map<RecordingFormat, RecordingDecoder> found = new EnumMap<>(RecordingFormat.class);
      try {
        ServiceLoader<RecordingDecoder> loader =
            ServiceLoader.load(RecordingDecoder.class, RecordingReader.class.getClassLoader());
        for (RecordingDecoder decoder : loader) {
          for (RecordingFormat format : RecordingFormat.values()) {
            if (decoder.decodes(format)) {
              found.putIfAbsent(format, decoder);
            }
          }
        }
      } catch (ServiceConfigurationError e) {
        // One that cannot be loaded is none.
      }
      return found;
    }
  }

  /** Whether files of a format are read here. */
  static boolean reads(RecordingFormat format) {
    return format == RecordingFormat.WAV || Decoders.FOUND.containsKey(format);
  }

  /** A reader that has read nothing yet. */
  public RecordingReader() {}

  /**
   * Reads a file.
   *
   * @param bytes of it, which nobody changes
   * @throws DamagedCaptureException if they are not the whole of a recording that is read here
   */
  public Recording read(byte[] bytes) throws DamagedCaptureException {
    RecordingFormat format = RecordingFormat.of(bytes);
    return inRange(format == RecordingFormat.WAV ? Wav.parse(bytes) : decoded(format, bytes));
  }

  /**
   * @throws DamagedCaptureException if it has no samples, or more in a second than can be
   */
  static Recording inRange(Recording recording) throws DamagedCaptureException {
    if (recording.rate() < 1 || recording.rate() > AudioSpec.MOST_RATE) {
      throw new DamagedCaptureException("its rate is out of range");
    }
    if (recording.frames() < 1) {
      throw new DamagedCaptureException("it has no samples");
    }
    return recording;
  }

  private Recording decoded(RecordingFormat format, byte[] bytes) throws DamagedCaptureException {
    RecordingDecoder decoder =
        Optional.ofNullable(Decoders.FOUND.get(format)).orElseThrow(() -> unread(format));
    synchronized (decoded) {
      Recording known = decoded.get(bytes);
      if (known != null) {
        return known;
      }
    }
    Recording recording = decoder.decode(format, bytes);
    synchronized (decoded) {
      decoded.put(bytes, recording);
    }
    return recording;
  }

  private static DamagedCaptureException unread(RecordingFormat format) {
    if (format == RecordingFormat.UNKNOWN) {
      return new DamagedCaptureException("it is no WAV, FLAC, Ogg or MP3 file");
    }
    return new DamagedCaptureException(
        format.remedy().isEmpty()
            ? "it is of the format " + format.title() + ", which is not read here"
            : "it is of the format " + format.title() + "; " + format.remedy());
  }
}

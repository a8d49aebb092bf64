package dev.winnow.speech;

import dev.winnow.audio.Recording;
import dev.winnow.audio.Resampler;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;

/** The one recording of a request: a WAV file of limited length and duration. It is not trusted. */
final class ReleasedSound {
  /** Bytes of a file: 16 MiB, a minute of one channel, 16 bits and the highest of usual rates. */
  static final int MOST_BYTES = 16 << 20;

  /** Seconds of a recording. 8 MB while it is recognised. */
  static final int MOST_SECONDS = 60;

  /** The name of the input. */
  static final String AUDIO = "audio";

  private ReleasedSound() {}

  /**
   * Refuses what is too long before it waits for a thread.
   *
   * @throws WireException if it is
   */
  static void requireSize(ByteBuffer wav) {
    if (wav.remaining() > MOST_BYTES) {
      throw new WireException(
          "\"%s\" has %d bytes, and at most %d are taken; send a shorter recording"
              .formatted(AUDIO, wav.remaining(), MOST_BYTES));
    }
  }

  /**
   * Decodes a recording.
   *
   * @return its samples at the recogniser's rate
   * @throws WireException if it is no whole WAV file of at most {@link #MOST_SECONDS}; the sentence
   *     says why and holds nothing of it
   */
  static double[] decode(ByteBuffer wav) {
    byte[] bytes = new byte[wav.remaining()];
    wav.duplicate().get(bytes);
    Recording recording = read(bytes);
    if (recording.frames() > (long) MOST_SECONDS * recording.rate()) {
      throw unreadable("it is longer than %d s".formatted(MOST_SECONDS));
    }
    Resampler resampler = Resampler.of(recording.rate(), SpeechRecogniser.RATE);
    return resampler.resample(recording, 0, resampler.frames(recording.frames()));
  }

  private static Recording read(byte[] bytes) {
    try {
      return Recording.ofWav(bytes);
    } catch (DamagedCaptureException e) {
      throw unreadable(e.clause());
    }
  }

  private static WireException unreadable(String why) {
    return new WireException(
        "\"%s\" cannot be read: %s; send one whole WAV file of at most %d s"
            .formatted(AUDIO, why, MOST_SECONDS));
  }
}

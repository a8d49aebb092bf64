package dev.winnow.voiceaudit;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingReader;
import dev.winnow.data.CaptureFiles;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.voice.RecordingDisguise;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Recordings of a data set as they are and as they leave, by the very code that runs on a node.
 *
 * @param set where they are found
 * @param voice the disguise
 * @param seed of what disguises draw
 */
record SpeechSource(DataSet set, VoicePackage voice, long seed) {
  /** Of what is heard, in hertz. */
  int rate() {
    return voice.released().rate();
  }

  /**
   * A recording as it is, at the rate of what leaves.
   *
   * @throws UnreadableCaptureException if it cannot be read
   */
  double[] plain(Sample sample) {
    VoicePackage bare = new VoicePackage(voice.settings(), voice.released(), Optional.empty());
    try (RecordingDisguise disguise = RecordingDisguise.of(bare, new SplittableRandom(seed))) {
      return disguise.plain(recording(sample), sample.window());
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(sample.capture(), e.clause(), e);
    }
  }

  /**
   * What leaves of a recording.
   *
   * @param draw a number for each time that everything is disguised anew
   * @return empty if nothing leaves
   * @throws UnreadableCaptureException if it cannot be read
   */
  Optional<double[]> released(Sample sample, int draw) {
    try (RecordingDisguise disguise = RecordingDisguise.of(voice, random(sample, draw))) {
      return disguise.released(recording(sample), sample.window());
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(sample.capture(), e.clause(), e);
    }
  }

  /** What is drawn once a session is the same for all, as for whoever knows the session. */
  private RandomGenerator random(Sample sample, int draw) {
    boolean once = voice.settings().strength().draw() == VoiceSettings.Draw.SESSION;
    long own = once ? 0 : sample.capture().hashCode();
    return new SplittableRandom(seed + 1_000_003L * draw + (own << 20));
  }

  private Recording recording(Sample sample) throws DamagedCaptureException {
    return new RecordingReader().read(CaptureFiles.bytes(set.file(sample)));
  }
}

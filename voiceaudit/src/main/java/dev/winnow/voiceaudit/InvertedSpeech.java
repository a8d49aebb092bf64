package dev.winnow.voiceaudit;

import dev.winnow.audio.Recording;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.voice.RecordingDisguise;
import dev.winnow.voice.VoicePackage;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A recording after an attacker undid its disguise by another one.
 *
 * @param inverse the other one, whose numbers are fixed
 * @param representation of what comes out; whoever opened it closes it
 */
record InvertedSpeech(VoicePackage inverse, SpeechRepresentation representation)
    implements SpeechRepresentation {
  @Override
  public String word() {
    return representation.word();
  }

  @Override
  public int width() {
    return representation.width();
  }

  @Override
  public float[] of(double[] samples, int rate) {
    try (RecordingDisguise undoing = RecordingDisguise.of(inverse, new SplittableRandom(0))) {
      Optional<double[]> undone = undoing.released(Recording.of(rate, samples), Optional.empty());
      return representation.of(undone.orElse(samples), rate);
    } catch (DamagedCaptureException e) {
      throw new IllegalStateException("what a disguise made is no sound", e);
    }
  }

  @Override
  public void close() {
    // The representation is somebody else's.
  }
}

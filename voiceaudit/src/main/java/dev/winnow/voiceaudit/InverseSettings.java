package dev.winnow.voiceaudit;

import dev.winnow.voice.ValueRange;
import dev.winnow.voice.VoiceMethod;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The disguises that would undo a disguise: of the same method, its numbers turned around. A range
 * is searched at its ends and between.
 */
final class InverseSettings {
  private static final int STEPS = 4;

  private InverseSettings() {}

  /** Candidates, at least one; what they are fed is already at the rate of what leaves. */
  static List<VoicePackage> of(VoicePackage voice) {
    VoiceMethod method = voice.settings().method();
    VoiceSettings.Strength strength = voice.settings().strength();
    List<VoicePackage> candidates = new ArrayList<>();
    for (double semitones : steps(strength.semitones(), moves(method, VoiceMethod.PITCH))) {
      for (double formants : steps(strength.formants(), moves(method, VoiceMethod.FORMANT))) {
        for (double alpha : steps(strength.alpha(), method == VoiceMethod.MCADAMS)) {
          VoiceSettings.Strength back =
              new VoiceSettings.Strength(
                  ValueRange.fixed(-semitones),
                  reciprocal(formants, 0.5, 2),
                  reciprocal(alpha, 0.5, 1.5),
                  VoiceSettings.Draw.SESSION);
          candidates.add(
              new VoicePackage(
                  new VoiceSettings(method, back, Optional.empty(), VoiceSettings.Silence.KEEP),
                  voice.released(),
                  Optional.empty()));
        }
      }
    }
    return candidates;
  }

  private static boolean moves(VoiceMethod method, VoiceMethod what) {
    return method == what || method == VoiceMethod.PITCH_FORMANT;
  }

  /** Of what a method does not change one number will do. */
  private static double[] steps(ValueRange range, boolean matters) {
    if (!matters || range.low() == range.high()) {
      return new double[] {range.low()};
    }
    double[] steps = new double[STEPS];
    Arrays.setAll(steps, i -> range.low() + (range.high() - range.low()) * i / (STEPS - 1));
    return steps;
  }

  /** As near as a disguise may come to it: neither too far away nor nearly unchanged. */
  private static ValueRange reciprocal(double factor, double least, double most) {
    double inverse = Math.max(least, Math.min(most, 1 / factor));
    return ValueRange.fixed(inverse < 1 ? Math.min(inverse, 0.95) : Math.max(inverse, 1.05));
  }
}

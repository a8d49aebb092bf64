package dev.winnow.voice;

import dev.winnow.voice.dsp.BandLimit;
import dev.winnow.voice.dsp.EnvelopeFilter;
import dev.winnow.voice.dsp.FilterChain;
import dev.winnow.voice.dsp.FormantWarp;
import dev.winnow.voice.dsp.LoudnessKeeper;
import dev.winnow.voice.dsp.McAdams;
import dev.winnow.voice.dsp.PitchShift;
import dev.winnow.voice.dsp.SoundFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes the filter of each utterance: first the band that passes, then formants, then the pitch, at
 * the loudness of before. Since a moved pitch takes all formants along, formants are moved first by
 * what is asked, divided by that.
 */
public final class VoiceDisguise {
  private final VoiceSettings settings;
  private final int rate;
  private final RandomGenerator random;
  private final Drawn session;

  /** Numbers that were drawn. */
  private record Drawn(double semitones, double formants, double alpha) {
    static Drawn from(VoiceSettings.Strength strength, RandomGenerator random) {
      return new Drawn(
          strength.semitones().draw(random),
          strength.formants().draw(random),
          strength.alpha().draw(random));
    }
  }

  private VoiceDisguise(VoiceSettings settings, int rate, RandomGenerator random) {
    this.settings = settings;
    this.rate = rate;
    this.random = random;
    this.session = Drawn.from(settings.strength(), random);
  }

  /**
   * A disguise.
   *
   * @param rate of the sound in samples per second, at least 4,000
   * @param random a {@link java.security.SecureRandom}, except in tests
   * @throws IllegalArgumentException if the band does not lie below half the rate
   */
  public static VoiceDisguise of(VoiceSettings settings, int rate, RandomGenerator random) {
    VoiceDisguise disguise = new VoiceDisguise(settings, rate, random);
    disguise.open();
    return disguise;
  }

  /** The filter of one more utterance. */
  public SoundFilter open() {
    boolean anew = settings.strength().draw() == VoiceSettings.Draw.UTTERANCE;
    List<SoundFilter> filters = new ArrayList<>();
    settings.band().ifPresent(band -> filters.add(BandLimit.of(band.low(), band.high(), rate)));
    filters.addAll(voice(anew ? Drawn.from(settings.strength(), random) : session));
    return new FilterChain(filters);
  }

  private List<SoundFilter> voice(Drawn drawn) {
    VoiceMethod method = settings.method();
    List<SoundFilter> filters = new ArrayList<>();
    if (method.movesFormants()) {
      double taken = method.movesPitch() ? PitchShift.factor(drawn.semitones) : 1;
      FormantWarp warp = FormantWarp.of(drawn.formants / taken, EnvelopeFilter.order(rate));
      filters.add(loudness(EnvelopeFilter.of(warp, rate)));
    }
    if (method.movesPitch()) {
      filters.add(PitchShift.of(drawn.semitones, rate));
    }
    if (method == VoiceMethod.MCADAMS) {
      filters.add(loudness(EnvelopeFilter.of(new McAdams(drawn.alpha), rate)));
    }
    return filters;
  }

  /** A pitch that is moved keeps its loudness by itself. */
  private SoundFilter loudness(SoundFilter filter) {
    return LoudnessKeeper.of(filter, rate);
  }
}

package dev.winnow.synthesis.speech;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.util.Arrays;

/**
 * FreeTTS with its diphones of one man at 16 kHz ({@code kevin16}). The voice is taken from its own
 * directory: to look one up by name, FreeTTS reads system properties and files of the user's.
 */
final class DiphoneSynthesiser implements AutoCloseable {
  /** In samples per second. */
  static final int RATE = 16_000;

  private static final String NAME = "kevin16";

  private final Voice voice;

  private DiphoneSynthesiser(Voice voice) {
    this.voice = voice;
  }

  /** Opens it, which takes seconds. */
  static DiphoneSynthesiser open() {
    Voice voice =
        Arrays.stream(new KevinVoiceDirectory().getVoices())
            .filter(each -> each.getName().equals(NAME))
            .findFirst()
            .orElseThrow();
    voice.allocate();
    return new DiphoneSynthesiser(voice);
  }

  /**
   * Says something.
   *
   * @param text in English
   * @param pitch the mean, in hertz
   * @param range the standard deviation of the pitch, in hertz
   * @param pace in words per minute; 150 is its own
   * @return samples from −1 to 1, at {@link #RATE}
   */
  double[] say(String text, double pitch, double range, double pace) {
    SampleCollector player = new SampleCollector();
    voice.setAudioPlayer(player);
    voice.setPitch((float) pitch);
    voice.setPitchRange((float) range);
    voice.setRate((float) pace);
    if (!voice.speak(text)) {
      throw new IllegalStateException("FreeTTS did not speak");
    }
    return player.samples();
  }

  @Override
  public void close() {
    voice.deallocate();
  }
}

package dev.winnow.voice;

import dev.winnow.audio.AudioModality;
import dev.winnow.core.CaptureFilter;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import java.security.SecureRandom;
import java.util.List;

/**
 * Disguises voices: of the recordings of a folder ({@code dir:}) or a data set ({@code set:}), of
 * one file, of a WAV file that comes from the standard input ({@code -}), and of a microphone
 * ({@code mic:}, or {@code mic:NAME} with a part of its name). One part of what is asked of a run
 * is for sound too: a recording of what leaves, a WAV file.
 */
public final class VoiceProvider implements FilterProvider {
  static final String STANDARD_INPUT = "-";
  static final String MICROPHONE = "mic:";

  /** For {@link java.util.ServiceLoader}. */
  public VoiceProvider() {}

  @Override
  public CaptureFilter.Method method() {
    return CaptureFilter.Method.VOICE;
  }

  /**
   * @throws UnsuitableRunException if the run asks for what only images have
   */
  @Override
  public FilteredStream open(FilterRun run) {
    VoicePackage voice = VoicePackage.of(run.extractor());
    requireSound(run);
    OpenedVoice opened = OpenedVoice.of(voice, new SecureRandom());
    try {
      return open(run, voice, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static FilteredStream open(FilterRun run, VoicePackage voice, OpenedVoice opened) {
    String source = run.source();
    if (source.equals(STANDARD_INPUT)) {
      return live(WavPipe.open(System.in), opened, run, voice);
    } else if (source.startsWith(MICROPHONE)) {
      String device = source.substring(MICROPHONE.length());
      return live(Microphone.open(device, voice.released().rate()), opened, run, voice);
    }
    CaptureStream captures =
        CaptureStream.named(source, new AudioModality()).orElseGet(() -> OneFile.of(source));
    return new FileUtterances(captures, opened, released(run, voice));
  }

  private static FilteredStream live(
      SoundSource source, OpenedVoice opened, FilterRun run, VoicePackage voice) {
    try {
      return LiveUtterances.start(source, opened, released(run, voice));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static ReleasedWav released(FilterRun run, VoicePackage voice) {
    int rate = voice.released().rate();
    return new ReleasedWav(
        voice.text(), rate, run.outputs().record().map(file -> WavRecording.create(file, rate)));
  }

  private static void requireSound(FilterRun run) {
    List<String> others = run.videoOptions();
    if (!others.isEmpty()) {
      throw new UnsuitableRunException(String.join(", ", others));
    }
  }
}

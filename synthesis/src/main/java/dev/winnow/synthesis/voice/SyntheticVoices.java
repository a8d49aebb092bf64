package dev.winnow.synthesis.voice;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.synthesis.PeopleSplit;
import dev.winnow.synthesis.SplitMix64;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Words of people who do not exist, in WAV files of 16 bits at {@link #RATE} samples a second, each
 * of half a second to one. Labels:
 *
 * <ul>
 *   <li>{@code word}: one of six of two vowels each, such as {@code ai} and {@code ia}
 *   <li>{@code identity}: {@code v00}, {@code v01}, …; it is in pitch, vocal tract, breath and pace
 *   <li>{@code register}: {@code low} or {@code high}, of the voice
 * </ul>
 *
 * <p>The same seed gives the same files on every platform.
 */
public final class SyntheticVoices {
  /** People in a data set. */
  public static final int PEOPLE = 30;

  /** How often each of them says every word. */
  public static final int TAKES = 4;

  /** Samples per second. */
  public static final int RATE = 16_000;

  private static final List<String> COLUMNS = List.of("word", "identity", "register");
  private static final int FULL_SCALE = 32_767;
  private static final long PERSON = 1;
  private static final long TAKE = 2;
  private static final long SOUND = 3;

  private final long seed;

  private SyntheticVoices(long seed) {
    this.seed = seed;
  }

  /** The people of a seed, without end. */
  public static SyntheticVoices withSeed(long seed) {
    return new SyntheticVoices(seed);
  }

  /**
   * Writes {@link #PEOPLE} × 6 words × {@link #TAKES} recordings into a folder as a data set, about
   * 14 MB. Its column {@code split} gives six of ten people to training, one to validation and
   * three to testing.
   *
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, Progress progress) {
    return write(folder, PEOPLE, TAKES, progress);
  }

  /**
   * Writes recordings of more or fewer people.
   *
   * @param people at least 10, for every part to have some
   * @param takes of each word, at least 1
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, int people, int takes, Progress progress) {
    List<Sample> samples = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      for (SpokenWord word : SpokenWord.values()) {
        for (int take = 0; take < takes; take++) {
          samples.add(write(folder, person, word, take));
        }
      }
      progress.at(person + 1, people, "");
    }
    DataCard card =
        DataCard.of("voices", InputSpec.Kind.AUDIO)
            .withSampleRate(RATE)
            .from("Apache-2.0", "synthesised by Winnow, seed " + seed + ": nobody's voice");
    return DataSet.write(folder, card, COLUMNS, samples);
  }

  private Sample write(Path folder, int person, SpokenWord word, int take) {
    SpeakerVoice voice = SpeakerVoice.drawn(SplitMix64.of(seed, PERSON, person));
    int number = List.of(SpokenWord.values()).indexOf(word);
    Take how = Take.drawn(voice, SplitMix64.of(seed, TAKE, person, number, take));
    double[] sound =
        Utterance.said(word, voice, how, SplitMix64.of(seed, SOUND, person, number, take));
    String name = String.format(Locale.ROOT, "v%02d", person);
    String path = String.format(Locale.ROOT, "%s/%s_%02d.wav", name, word.label(), take);
    try {
      Files.createDirectories(folder.resolve(name));
      Files.write(folder.resolve(path), wav(sound));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
    return new Sample(
        path,
        Map.of("word", word.label(), "identity", name, "register", voice.register()),
        Optional.of(PeopleSplit.of(person)));
  }

  private static byte[] wav(double[] samples) throws IOException {
    ByteBuffer values = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : samples) {
      values.putShort((short) Math.rint(FULL_SCALE * Math.max(-1, Math.min(1, sample))));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(values.array()), format, samples.length),
        AudioFileFormat.Type.WAVE,
        file);
    return file.toByteArray();
  }
}

package dev.winnow.synthesis.speech;

import dev.winnow.audio.WavFile;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.synthesis.PeopleSplit;
import dev.winnow.synthesis.SplitMix64;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * English words, such as {@link #DIGITS}, said by people who do not exist, in WAV files of 16 bits
 * at {@link #RATE} samples a second. Labels:
 *
 * <ul>
 *   <li>{@code word}: what was said
 *   <li>{@code speaker}: {@code s00}, {@code s01}, …; they differ in pitch, pace, vocal tract and
 *       colour, and in the hiss of their microphones
 *   <li>{@code register}: {@code low} or {@code high}, of the voice
 * </ul>
 *
 * <p>The same seed gives the same files on the same platform.
 */
public final class SpokenWords {
  /** The words zero to nine. */
  public static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** Speakers of a data set. */
  public static final int SPEAKERS = 20;

  /** How often each of them says every word. */
  public static final int TAKES = 4;

  /** Samples per second. */
  public static final int RATE = DiphoneSynthesiser.RATE;

  private static final List<String> COLUMNS = List.of("word", "speaker", "register");
  private static final long SPEAKER = 1;
  private static final long TAKE = 2;

  private final long seed;
  private final List<String> words;

  private SpokenWords(long seed, List<String> words) {
    this.seed = seed;
    this.words = words;
  }

  /** Of a seed, the digits. */
  public static SpokenWords withSeed(long seed) {
    return new SpokenWords(seed, DIGITS);
  }

  /**
   * Said by the same people, but other words.
   *
   * @param other in English, lower case letters
   * @throws IllegalArgumentException if one is none
   */
  public SpokenWords with(List<String> other) {
    for (String word : other) {
      if (!word.matches("[a-z]+")) {
        throw new IllegalArgumentException(
            "\"%s\" is no word in lower case letters".formatted(word));
      }
    }
    return new SpokenWords(seed, List.copyOf(other));
  }

  /**
   * Writes {@link #SPEAKERS} × words × {@link #TAKES} recordings into a folder as a data set, about
   * 20 MB of digits. Its column {@code split} gives six of ten speakers to training, one to
   * validation and three to testing.
   *
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, Progress progress) {
    return write(folder, SPEAKERS, TAKES, progress);
  }

  /**
   * Writes recordings of more or fewer speakers.
   *
   * @param speakers at least 10, for every part to have some
   * @param takes of each word, at least 1
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, int speakers, int takes, Progress progress) {
    List<Sample> samples = new ArrayList<>();
    try (DiphoneSynthesiser voice = DiphoneSynthesiser.open()) {
      for (int speaker = 0; speaker < speakers; speaker++) {
        for (String word : words) {
          for (int take = 0; take < takes; take++) {
            samples.add(write(folder, voice, speaker, word, take));
          }
        }
        progress.at(speaker + 1, speakers, "");
      }
    }
    DataCard card =
        DataCard.of("spoken-words", InputSpec.Kind.AUDIO)
            .withSampleRate(RATE)
            .from("Apache-2.0", "synthesised by Winnow with FreeTTS, seed " + seed);
    return DataSet.write(folder, card, COLUMNS, samples);
  }

  private Sample write(Path folder, DiphoneSynthesiser voice, int speaker, String word, int take) {
    EnglishSpeaker who = EnglishSpeaker.drawn(SplitMix64.of(seed, SPEAKER, speaker));
    SplitMix64 random = SplitMix64.of(seed, TAKE, speaker, word.hashCode(), take);
    double[] sound = SpokenTake.said(voice, word, who.varied(random), random);
    String name = String.format(Locale.ROOT, "s%02d", speaker);
    String path = String.format(Locale.ROOT, "%s/%s_%02d.wav", name, word, take);
    try {
      Files.createDirectories(folder.resolve(name));
      Files.write(folder.resolve(path), WavFile.of(sound, RATE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
    return new Sample(
        path,
        Map.of("word", word, "speaker", name, "register", who.register()),
        Optional.of(PeopleSplit.of(speaker)));
  }
}

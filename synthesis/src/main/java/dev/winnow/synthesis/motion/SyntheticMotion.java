package dev.winnow.synthesis.motion;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.data.TimeWindow;
import dev.winnow.synthesis.PeopleSplit;
import dev.winnow.synthesis.SplitMix64;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What people do who do not exist, as CSV files of the accelerometer (m/s²) and the gyroscope
 * (rad/s) of a telephone in a trouser pocket, {@link #RATE} readings a second, in windows of 2.5
 * seconds that overlap by half. Labels:
 *
 * <ul>
 *   <li>{@code activity}: {@code sitting}, {@code standing}, {@code walking}, {@code stairs} or
 *       {@code running}
 *   <li>{@code identity}: {@code m00}, {@code m01}, …; it is in frequency, strength and form of the
 *       strides, and in how the telephone lies
 *   <li>{@code session}: the recording that a window is of
 * </ul>
 *
 * <p>The same seed gives the same files on every platform.
 */
public final class SyntheticMotion {
  /** People in a data set. */
  public static final int PEOPLE = 20;

  /** Recordings of each activity of each of them. */
  public static final int SESSIONS = 2;

  /** Readings per second. */
  public static final int RATE = 50;

  private static final int SECONDS = 15;
  private static final double WINDOW = 2.5;
  private static final List<String> CHANNELS =
      List.of("acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z");
  private static final List<String> COLUMNS = List.of("activity", "identity", "session");
  private static final long PERSON = 1;
  private static final long SESSION = 2;

  private final long seed;

  private SyntheticMotion(long seed) {
    this.seed = seed;
  }

  /** The people of a seed, without end. */
  public static SyntheticMotion withSeed(long seed) {
    return new SyntheticMotion(seed);
  }

  /**
   * Writes {@link #PEOPLE} × 5 activities × {@link #SESSIONS} recordings of 15 seconds into a
   * folder as a data set of 11 windows each, about 7 MB. Its column {@code split} gives six of ten
   * people to training, one to validation and three to testing.
   *
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, Progress progress) {
    return write(folder, PEOPLE, SESSIONS, progress);
  }

  /**
   * Writes recordings of more or fewer people.
   *
   * @param people at least 10, for every part to have some
   * @param sessions of each activity, at least 1
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, int people, int sessions, Progress progress) {
    List<Sample> samples = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      for (MotionActivity activity : MotionActivity.values()) {
        for (int session = 0; session < sessions; session++) {
          samples.addAll(write(folder, person, activity, session));
        }
      }
      progress.at(person + 1, people, "");
    }
    DataCard card =
        DataCard.of("motion", InputSpec.Kind.SERIES)
            .withSampleRate(RATE)
            .withChannels(CHANNELS)
            .from("Apache-2.0", "synthesised by Winnow, seed " + seed + ": nobody's movements");
    return DataSet.write(folder, card, COLUMNS, samples);
  }

  private List<Sample> write(Path folder, int person, MotionActivity activity, int session) {
    PersonalGait gait = PersonalGait.drawn(SplitMix64.of(seed, PERSON, person));
    int number = List.of(MotionActivity.values()).indexOf(activity);
    SplitMix64 random = SplitMix64.of(seed, SESSION, person, number, session);
    double[][] readings = new MotionSession(gait, activity, random).readings(SECONDS * RATE, RATE);
    String name = String.format(Locale.ROOT, "m%02d", person);
    String recording = String.format(Locale.ROOT, "%s_%s_%d", name, activity.label(), session);
    String path = name + "/" + recording + ".csv";
    try {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(folder.resolve(path), csv(readings));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
    Map<String, String> labels =
        Map.of("activity", activity.label(), "identity", name, "session", recording);
    Sample whole = new Sample(path, labels, Optional.of(PeopleSplit.of(person)));
    List<Sample> windows = new ArrayList<>();
    for (double start = 0; start + WINDOW <= SECONDS; start += WINDOW / 2) {
      windows.add(whole.during(new TimeWindow(start, start + WINDOW)));
    }
    return windows;
  }

  private static String csv(double[][] readings) {
    StringBuilder text = new StringBuilder("time,").append(String.join(",", CHANNELS)).append('\n');
    for (int i = 0; i < readings.length; i++) {
      text.append(BigDecimal.valueOf(100L * i / RATE, 2));
      for (double value : readings[i]) {
        // Not Double.toString, whose text is another one since Java 19.
        text.append(',').append(BigDecimal.valueOf(Math.round(1000 * value), 3));
      }
      text.append('\n');
    }
    return text.toString();
  }
}

package dev.winnow.synthesis.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.synthesis.SplitMix64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticMotionTest {
  /** A new digest means other people: what was measured on the old ones must be measured anew. */
  @Test
  void write_fixedSeed_sameFilesOnEveryPlatform(@TempDir Path folder) {
    DataSet set = SyntheticMotion.withSeed(1).write(folder, 10, 1, Progress.NONE);

    assertEquals(
        "sha256:69b0361108a82a42d3f84e622b9d84324d8eb91cdafa3b00957d2294829dd889",
        set.digest().text());
  }

  @Test
  void write_oneSession_isElevenWindowsOfAFileOf15Seconds(@TempDir Path folder) throws IOException {
    DataSet set = SyntheticMotion.withSeed(1).write(folder, 10, 1, Progress.NONE);

    assertEquals(10 * 5 * 11, set.samples().size());
    Sample last = set.samples().get(10);
    assertEquals("12.5–15.0 s", last.window().orElseThrow().toString());
    List<String> lines = Files.readAllLines(set.file(last));
    assertEquals("time,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z", lines.get(0));
    assertEquals(1 + 15 * 50, lines.size());
    assertTrue(lines.get(750).startsWith("14.98,"), lines.get(750));
  }

  @Test
  void write_split_partsPeopleAndSessions(@TempDir Path folder) {
    DataSet set = SyntheticMotion.withSeed(1).write(folder, 10, 2, Progress.NONE);

    Partition partition = Partition.of(set, "identity", 1);

    Set<String> learned = sessions(partition.train());
    assertEquals(6 * 5 * 2, learned.size());
    assertTrue(sessions(partition.test()).stream().noneMatch(learned::contains));
  }

  private static Set<String> sessions(List<Sample> samples) {
    return samples.stream().map(s -> s.label("session").orElseThrow()).collect(Collectors.toSet());
  }

  /** Whoever stands feels gravity, 9.81 m/s², and whoever runs is shaken by more than that. */
  @Test
  void readings_standingAndRunning_areAsPhysicsHasIt() {
    PersonalGait gait = PersonalGait.drawn(SplitMix64.of(1, 0));

    double[] standing = strengths(gait, MotionActivity.STANDING);
    double[] running = strengths(gait, MotionActivity.RUNNING);

    assertEquals(9.81, standing[0], .1);
    assertEquals(0, standing[1], .3);
    assertTrue(running[1] > 2.5, "running deviates by " + running[1]);
  }

  /** Mean and deviation of the length of the acceleration. */
  private static double[] strengths(PersonalGait gait, MotionActivity activity) {
    double[][] readings = new MotionSession(gait, activity, SplitMix64.of(2)).readings(500, 50);
    double sum = 0;
    double squares = 0;
    for (double[] r : readings) {
      double square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
      sum += Math.sqrt(square);
      squares += square;
    }
    double mean = sum / readings.length;
    return new double[] {mean, Math.sqrt(squares / readings.length - mean * mean)};
  }
}

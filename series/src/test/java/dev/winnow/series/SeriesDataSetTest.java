package dev.winnow.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.CsvTable;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Readings of sensors from their description to tensors. */
class SeriesDataSetTest {
  private static final Modality SERIES = new SeriesModality();

  @TempDir Path folder;

  @Test
  void dataSet_ofWindows_isListedSplitAndLoaded() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int who = 0; who < 5; who++) {
      String path = who + ".csv";
      Files.writeString(
          folder.resolve(path), "time,x\n0,%d\n1,%d\n2,%d\n".formatted(who, who, who + 10));
      Sample walk = Sample.of(path, Map.of("person", "p" + who));
      samples.add(walk.during(new TimeWindow(0, 1)));
      samples.add(walk.during(new TimeWindow(1, 2)));
    }
    DataSet.write(
        folder.resolve("set"),
        DataCard.of("walks", InputSpec.Kind.SERIES).withRoot(".."),
        List.of("person"),
        samples);

    DataSet set = DataSet.open(folder.resolve("set"));
    Partition people = Partition.byIdentity(set, "person", 1);
    SeriesSpec spec = new SeriesSpec(List.of("x"), 2, 2, Normalization.same(1, 0, 1));

    assertEquals(samples, set.samples());
    try (BatchLoader batches =
        BatchLoader.of(set, people.test(), SERIES.preprocessor(spec), 100, 2)) {
      BatchLoader.Batch batch = batches.next();
      assertEquals(Shape.of(people.test().size(), 1, 2), batch.inputs().shape());
      assertEquals(people.test(), batch.samples());
      for (int row = 0; row < batch.samples().size(); row++) {
        Sample sample = batch.samples().get(row);
        int who = Integer.parseInt(sample.path().substring(0, 1));
        double half = sample.window().orElseThrow().start() == 0 ? who : who + 5;
        assertEquals(half, batch.inputs().rows(row, row + 1).toArray()[1]);
      }
    }
  }

  /** Time goes back behind it; nobody need know while it is loaded. */
  @Test
  void batches_soundWindowOfAFileDamagedElsewhere_isLoaded() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "time,x\n0,3\n1,4\n2,5\n3,6\n2,7\n");
    Sample sample = Sample.of("a.csv", Map.of("person", "p")).during(new TimeWindow(0, 2));
    DataSet set =
        DataSet.write(
            folder.resolve("set"),
            DataCard.of("walks", InputSpec.Kind.SERIES).withRoot(".."),
            List.of("person"),
            List.of(sample));
    SeriesSpec spec = new SeriesSpec(List.of("x"), 1, 2, Normalization.same(1, 0, 1));

    try (BatchLoader batches =
        BatchLoader.of(set, set.samples(), SERIES.preprocessor(spec), 1, 1)) {
      assertArrayEquals(new float[] {3, 4}, batches.next().inputs().toArray());
    }
  }

  @Test
  void preprocessor_ofAudio_isRefused() {
    assertThrows(
        UnsuitableModalityException.class, () -> SERIES.preprocessor(AudioSpec.of(8000, 1)));
    assertTrue(
        SERIES.kindOf("a/B.CSV", new byte[0]).isCapture()
            && !SERIES.kindOf("a.wav", new byte[0]).isCapture());
  }

  /** Two seconds of walking of every subject and execution, of the watch. */
  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void harGeotec_isListedSplitBySubjectAndLoaded() {
    Path real = Path.of(System.getenv("WINNOW_DATA"), "har_geotec", "DATA");
    Map<String, String> genders =
        CsvTable.read(real.resolve("subjects_info.csv")).rows().stream()
            .map(CsvTable.Row::values)
            .collect(Collectors.toMap(row -> row.get(0), row -> row.get(2)));
    List<Sample> samples = new ArrayList<>();
    for (Sample file : DataSet.ofFolder(real, SERIES).samples()) {
      String subject = file.path().substring(0, 3);
      if (file.path().endsWith("_sw.csv")) {
        Map<String, String> labels = Map.of("subject", subject, "gender", genders.get(subject));
        Sample labelled = Sample.of(file.path(), labels);
        samples.add(labelled.during(new TimeWindow(0, 2.56)));
        samples.add(labelled.during(new TimeWindow(2.56, 5.12)));
      }
    }
    DataSet set =
        DataSet.write(
            folder.resolve("set"),
            DataCard.of("har", InputSpec.Kind.SERIES).withRoot(real.toString()),
            List.of("subject", "gender"),
            samples);
    Partition people = Partition.byIdentity(set, "subject", 1);
    SeriesSpec spec =
        new SeriesSpec(List.of("x_acc", "y_acc", "z_acc"), 50, 128, Normalization.same(3, 0, 9.81));

    assertEquals(23, set.classes("subject").size());
    assertEquals(2, set.classes("gender").size());
    assertTrue(!people.train().isEmpty() && !people.test().isEmpty());
    double gravity = 0;
    int loaded = 0;
    try (BatchLoader batches =
        BatchLoader.of(set, people.test(), SERIES.preprocessor(spec), 32, 2)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        for (int row = 0; row < batch.captures().size(); row++) {
          float[] values = batch.inputs().rows(row, row + 1).toArray();
          assertEquals(3 * 128, values.length);
          gravity += Math.hypot(Math.hypot(values[0], values[128]), values[256]);
          loaded++;
        }
      }
      assertEquals(0, batches.brokenCount());
    }
    assertEquals(people.test().size(), loaded);
    // Whoever sits or walks is held down by the earth.
    assertEquals(1, gravity / loaded, 0.2);
  }
}

package dev.winnow.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.importing.ColumnEdits;
import dev.winnow.data.importing.FolderImport;
import dev.winnow.data.importing.ImportPlan;
import dev.winnow.data.importing.ImportReport;
import dev.winnow.data.importing.KnownCollection;
import dev.winnow.data.importing.WindowPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Long files of readings that become windows with the labels that they hold themselves. */
class WindowImportTest {
  private static final WindowPlan TWO_SECONDS =
      new WindowPlan(2, 0.5, Optional.of("label"), WindowPlan.ALL);

  @TempDir Path folder;

  /** Two rows a second: three seconds of sitting, two and a half of walking, half unlabelled. */
  private void walks(String... names) throws IOException {
    for (String name : names) {
      StringBuilder text = new StringBuilder("time,x,label\n");
      for (int row = 0; row < 12; row++) {
        String label = row < 6 ? "sit" : row < 11 ? "walk" : "";
        text.append("%s,%d,%s%n".formatted(row / 2.0, row, label));
      }
      write(name, text.toString());
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("files").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ImportReport imported(ImportPlan plan) {
    return FolderImport.run(
        folder.resolve("files"), plan, folder.resolve("set"), List.of(new SeriesModality()));
  }

  @Test
  void run_windowsOfALabelColumn_haveTheLabelThatHoldsForAllOfThem() throws IOException {
    walks("ann.csv");

    ImportReport report = imported(ImportPlan.NONE.with(TWO_SECONDS));

    Map<String, String> sitting = Map.of("label", "sit", "session", "ann.csv");
    Map<String, String> walking = Map.of("label", "walk", "session", "ann.csv");
    assertEquals(
        List.of(
            Sample.of("ann.csv", sitting).during(new TimeWindow(0, 2)),
            Sample.of("ann.csv", sitting).during(new TimeWindow(1, 3)),
            Sample.of("ann.csv", walking).during(new TimeWindow(3, 5))),
        report.set().samples());
    assertEquals(List.of("label", "session"), report.set().columns());
    assertEquals(2, report.leftOut().windows().mixed());
    assertEquals(report.set().samples(), DataSet.open(folder.resolve("set")).samples());
  }

  @Test
  void run_majority_decidesMixedWindows() throws IOException {
    walks("ann.csv");

    ImportReport report =
        imported(ImportPlan.NONE.with(new WindowPlan(2, 0.5, Optional.of("label"), 0.75)));

    // From 2 to 4 both hold for one second; from 4 to 6 one of both for a second and a half.
    assertEquals(List.of(0.0, 1.0, 3.0, 4.0), starts(report.set()));
    assertEquals(1, report.leftOut().windows().mixed());
  }

  @Test
  void run_windowsOfFilesWithLabelsOfTheirOwn_needNoLabelColumn() throws IOException {
    walks("walk/ann.csv", "run/bert.csv");

    ImportReport report =
        imported(ImportPlan.NONE.with(new WindowPlan(3, 0, Optional.empty(), WindowPlan.ALL)));

    assertEquals(List.of(0.0, 3.0, 0.0, 3.0), starts(report.set()));
    assertEquals(Set.of("walk", "run"), Set.copyOf(report.set().classes("label")));
  }

  @Test
  void run_sessionOfAPattern_isKept() throws IOException {
    walks("ann_1_phone.csv", "ann_1_watch.csv", "ann_2_phone.csv");

    DataSet set =
        imported(ImportPlan.NONE.withPattern("{who}_{session}_{device}.csv").with(TWO_SECONDS))
            .set();

    assertEquals(List.of("1", "2"), set.classes("session"));
    assertEquals(List.of("who", "session", "device", "label"), set.columns());
  }

  @Test
  void run_sessionByAnotherName_isRenamed() throws IOException {
    walks("ann_1.csv", "ann_2.csv");
    ColumnEdits edits = ColumnEdits.NONE.renaming(Map.of("take", "session", "label", "activity"));

    DataSet set =
        imported(ImportPlan.NONE.withPattern("{who}_{take}.csv").with(TWO_SECONDS).with(edits))
            .set();

    assertEquals(List.of("1", "2"), set.classes("session"));
    assertEquals(List.of("sit", "walk"), set.classes("activity"));
  }

  @Test
  void run_gapsAndDamagedFiles_areCountedAndTheRestGoesOn() throws IOException {
    walks("ann.csv");
    write("back.csv", "time,x,label\n0,1,sit\n1,1,sit\n0,secret,sit\n");
    write("clock.csv", "timestamp,label\n0,sit\n1657544418323,sit\n");
    write("other.csv", "time,x\n0,1\n1,1\n");
    write("gap.csv", "time,x,label\n0,1,sit\n1,1,sit\n2,1,sit\n15,1,sit\n16,1,sit\n17,1,sit\n");

    ImportReport report =
        imported(ImportPlan.NONE.with(TWO_SECONDS).withCard(card -> card.withSampleRate(1)));

    assertEquals(
        List.of(
            "cannot read back.csv: time goes back in line 4; mend or remove it",
            "cannot read clock.csv: its times make more than 1000000 windows; mend or remove it",
            "cannot read other.csv: it lacks the column \"label\"; mend or remove it"),
        report.leftOut().windows().unreadable());
    // 0–2, 1–3 and so on up to 18, of which those of 5.4 s at the front and 3 at the end are whole.
    assertTrue(report.leftOut().windows().gaps() > 5);
    assertTrue(
        report.set().samples().stream()
            .filter(sample -> sample.path().equals("gap.csv"))
            .map(sample -> sample.window().orElseThrow())
            .noneMatch(window -> window.start() < 15 && window.end() > 6));
  }

  @Test
  void bySample_windowsOfOneSession_areInOnePart() throws IOException {
    walks(
        IntStream.range(0, 20)
            .mapToObj(i -> "s%d_%s.csv".formatted(i / 2, i % 2 == 0 ? "sp" : "sw"))
            .toArray(String[]::new));
    DataSet set =
        imported(ImportPlan.NONE.withPattern("{session}_{device}.csv").with(TWO_SECONDS)).set();

    Partition parts = Partition.bySample(set, 1);

    Function<List<Sample>, Set<String>> sessions =
        part -> part.stream().map(Sample::session).collect(Collectors.toSet());
    assertEquals(3, sessions.apply(parts.test()).size());
    assertEquals(1, sessions.apply(parts.validation()).size());
    assertEquals(6, sessions.apply(parts.train()).size());
    assertEquals(
        set.samples().size(),
        parts.train().size() + parts.validation().size() + parts.test().size());
  }

  @Test
  void windowPlan_outOfRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WindowPlan(0, 0.5, Optional.empty(), 1));
    assertThrows(IllegalArgumentException.class, () -> new WindowPlan(1, 1, Optional.empty(), 1));
    assertThrows(IllegalArgumentException.class, () -> new WindowPlan(1, 0, Optional.empty(), 0));
  }

  /** The names, tables and rates of the published set: three seconds of each of two activities. */
  @Test
  void harGeotec_inItsForm_hasItsColumns() throws IOException {
    for (String name : List.of("s01/s01_02_sp.csv", "s01/s01_02_sw.csv", "s02/s02_01_sp.csv")) {
      StringBuilder text =
          new StringBuilder("x_acc,y_acc,z_acc,x_gyro,y_gyro,z_gyro,timestamp,label\n");
      for (int row = 0; row < 600; row++) {
        String label = row < 300 ? "SEATED" : "WALKING";
        text.append("1,2,3,4,5,6,%d,%s%n".formatted(1_657_544_418_000L + 10L * row, label));
      }
      write("DATA/" + name, text.toString());
    }
    write("DATA/subjects_info.csv", "subject_id,age,gender,height\ns01,54,M,190\ns02,31,F,171\n");
    write("DATA/executions_info.csv", "execution_id,orientation\ns01_02,back_inv\n");

    DataSet set = imported(KnownCollection.HAR_GEOTEC.plan(folder.resolve("files"))).set();

    assertEquals(
        List.of("activity", "age", "device", "gender", "session", "subject"),
        set.columns().stream().sorted().toList());
    // Every .64 s; that from 2.56 s is a third of the one and two of the other, and left out.
    assertEquals(
        List.of("SEATED", "SEATED", "SEATED", "SEATED", "WALKING", "WALKING", "WALKING"),
        set.samples().stream().limit(7).map(s -> s.label("activity").orElseThrow()).toList());
    assertEquals(
        Map.of(
            "activity",
            "SEATED",
            "subject",
            "s01",
            "session",
            "s01_02",
            "device",
            "phone",
            "gender",
            "male",
            "age",
            "54"),
        set.samples().get(0).labels());
    assertEquals(List.of("s01_02", "s02_01"), set.classes("session"));
    assertEquals(6, set.card().channels().size());
    assertThrows(
        MalformedDataSetException.class,
        () -> KnownCollection.HAR_GEOTEC.plan(folder.resolve("nowhere/else")));
  }

  /** It once lost what labels them. */
  @Test
  void and_otherWindowsOfACollection_areLabelledByItsColumn() throws IOException {
    StringBuilder text = new StringBuilder("timestamp,label\n");
    for (int row = 0; row < 400; row++) {
      text.append("%d,%s%n".formatted(10 * row, row < 200 ? "SEATED" : "WALKING"));
    }
    write("s01_02_sp.csv", text.toString());
    write("subjects_info.csv", "subject_id,age,gender\ns01,54,M\n");
    ImportPlan shorter =
        ImportPlan.NONE.with(new WindowPlan(1, 0, Optional.empty(), WindowPlan.ALL));

    DataSet set =
        imported(KnownCollection.HAR_GEOTEC.plan(folder.resolve("files")).and(shorter)).set();

    assertEquals(List.of("SEATED", "WALKING"), set.classes("activity"));
    assertEquals(4, set.samples().size());
  }

  /** 23 people, two devices, five activities, as its authors published them. */
  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void harGeotec_asPublished_isImportedByItsName() {
    Path real = Path.of(System.getenv("WINNOW_DATA"), "har_geotec");
    ImportReport report =
        FolderImport.run(
            real,
            KnownCollection.HAR_GEOTEC.plan(real),
            folder.resolve("set"),
            List.of(new SeriesModality()));
    DataSet set = report.set();

    assertEquals(23, set.classes("subject").size());
    assertEquals(List.of("phone", "watch"), set.classes("device"));
    assertEquals(List.of("female", "male"), set.classes("gender"));
    assertEquals(
        List.of("SEATED", "SITTING_DOWN", "STANDING_UP", "TURNING", "WALKING"),
        set.classes("activity"));
    assertEquals(446, set.samples().stream().map(Sample::path).distinct().count());
    assertEquals(223, set.classes("session").size());
    assertTrue(report.leftOut().windows().unreadable().isEmpty());
    SeriesSpec spec = new SeriesSpec(set.card().channels(), 50, 64, Normalization.same(6, 0, 1));
    try (BatchLoader batches =
        BatchLoader.of(set, set.samples(), SeriesPreprocessor.of(spec), 64, 2)) {
      while (batches.hasNext()) {
        batches.next();
      }
      assertEquals(0, batches.brokenCount());
    }
  }

  private static List<Double> starts(DataSet set) {
    return set.samples().stream().map(sample -> sample.window().orElseThrow().start()).toList();
  }
}

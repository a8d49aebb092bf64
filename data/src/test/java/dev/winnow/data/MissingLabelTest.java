package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that somebody's table lacks is no class. */
class MissingLabelTest {
  @TempDir Path folder;

  @BeforeEach
  void write() {
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\": \"x\", \"modality\": \"image\"}");
    Fixtures.write(
        folder.resolve("samples.csv"),
        "path,gender,smile",
        "a.png,female,yes",
        "b.png,,yes",
        "c.png,NaN,no",
        "d.png,  ,no",
        "é.png,nan,no",
        "e.png,male,Nancy");
    Fixtures.write(folder.resolve("a.png"), "x");
  }

  @Test
  void classes_emptyBlankAndNaN_areNone() {
    DataSet set = DataSet.open(folder);

    assertEquals(List.of("female", "male"), set.classes("gender"));
    assertEquals(List.of("female+yes", "male+Nancy"), set.classes("gender+smile"));
    assertEquals(6, set.samples().size());
  }

  @Test
  void label_ofASampleWithoutOne_isUnknown() {
    assertEquals(Optional.empty(), DataSet.open(folder).samples().get(2).label("gender"));
  }

  @Test
  void classes_ofAStream_areKnownBeforeItsCaptures() {
    try (CaptureStream stream = CaptureStream.of(DataSet.open(folder))) {
      assertEquals(List.of("female", "male"), stream.classes("gender"));
    }
  }
}

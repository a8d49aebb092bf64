package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.journal.Journal;
import dev.winnow.core.Digest;
import dev.winnow.core.Estimate;
import dev.winnow.data.CaptureMedium;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the field in.
class AuditJournalTest {
  private static final Digest PLAN = Digest.of(new byte[] {1});
  private static final ReconstructionSheet SHEET =
      new ReconstructionSheet(
          List.of(new CaptureMedium("image/png", "", new byte[] {1, 2, 3, 4})),
          List.of(new CaptureMedium("audio/wav", "1", new byte[] {5, 6})));
  private static final StepResult RESULT =
      new StepResult(
          List.of(Finding.of("decoder", "reconstruction.mse", "all", new Estimate(0.1, 0.05, 0.2))),
          Optional.of(SHEET),
          List.of("Nobody listened."));

  @TempDir private Path folder;

  @Test
  void open_stepWithImages_hasItsFindingsAndItsImages() {
    StepResult.journal(folder.resolve("journal"), PLAN).add("reconstructing", RESULT);

    StepResult read =
        StepResult.journal(folder.resolve("journal"), PLAN).result("reconstructing").orElseThrow();

    assertEquals(RESULT.findings(), read.findings());
    ReconstructionSheet sheet = read.sheet().orElseThrow();
    assertEquals(RESULT.remarks(), read.remarks());
    assertEquals("image/png", sheet.originals().get(0).type());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, sheet.originals().get(0).bytes());
    assertEquals("1", sheet.seen().get(0).caption());
    assertArrayEquals(new byte[] {5, 6}, sheet.seen().get(0).bytes());
  }

  @Test
  void open_anotherPlan_knowsNoStep() {
    StepResult.journal(folder.resolve("journal"), PLAN).add("reconstructing", RESULT);

    Journal<StepResult> other =
        StepResult.journal(folder.resolve("journal"), Digest.of(new byte[] {2}));

    assertTrue(other.result("reconstructing").isEmpty());
  }

  @Test
  void open_imageThatIsDamaged_knowsNoStep() throws IOException {
    Path file = folder.resolve("journal");
    StepResult.journal(file, PLAN).add("reconstructing", RESULT);
    Files.writeString(file, Files.readString(file).replace("AQIDBA==", "A!!!"));

    assertTrue(StepResult.journal(file, PLAN).result("reconstructing").isEmpty());
  }
}

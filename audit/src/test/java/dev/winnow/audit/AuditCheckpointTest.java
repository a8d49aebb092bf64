package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.Estimate;
import dev.winnow.image.Image;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the field in.
class AuditCheckpointTest {
  private static final Digest PLAN = Digest.of(new byte[] {1});
  private static final ReconstructionSheet SHEET =
      new ReconstructionSheet(
          Image.of(2, 1, new int[] {0x102030, 0xFFFFFF}), Image.of(2, 1, new int[] {0, 0x0A0B0C}));
  private static final StepResult RESULT =
      new StepResult(
          List.of(Finding.of("decoder", "reconstruction.mse", "all", new Estimate(0.1, 0.05, 0.2))),
          Optional.of(SHEET));

  @TempDir private Path folder;

  @Test
  void open_stepWithImages_hasItsFindingsAndItsImages() {
    AuditCheckpoint.open(folder.resolve("journal"), PLAN).add("reconstructing", RESULT);

    StepResult read =
        AuditCheckpoint.open(folder.resolve("journal"), PLAN)
            .result("reconstructing")
            .orElseThrow();

    assertEquals(RESULT.findings(), read.findings());
    ReconstructionSheet sheet = read.sheet().orElseThrow();
    assertArrayEquals(SHEET.originalsPng(), sheet.originalsPng());
    assertArrayEquals(SHEET.seenPng(), sheet.seenPng());
  }

  @Test
  void open_anotherPlan_knowsNoStep() {
    AuditCheckpoint.open(folder.resolve("journal"), PLAN).add("reconstructing", RESULT);

    AuditCheckpoint other =
        AuditCheckpoint.open(folder.resolve("journal"), Digest.of(new byte[] {2}));

    assertTrue(other.result("reconstructing").isEmpty());
  }

  @Test
  void open_imageThatIsDamaged_knowsNoStep() throws IOException {
    Path file = folder.resolve("journal");
    AuditCheckpoint.open(file, PLAN).add("reconstructing", RESULT);
    Files.writeString(file, Files.readString(file).replace("iVBOR", "AAAA!"));

    assertTrue(AuditCheckpoint.open(file, PLAN).result("reconstructing").isEmpty());
  }
}

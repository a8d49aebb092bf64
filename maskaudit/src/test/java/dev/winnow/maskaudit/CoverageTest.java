package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.image.Image;
import dev.winnow.mask.MaskSettings;
import dev.winnow.mask.MaskedFrame;
import dev.winnow.mask.StillMasker;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What judges say of masks that are known to leak and of one that is known not to. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class CoverageTest {
  private static final Policy POLICY =
      Policy.parse(
          "own",
          """
          name: own
          version: 1
          about: for tests
          effort: quick
          judge: interval
          valid-days: 30
          require:
            - faces.covered >= 0.95
            - faces.found <= 0.05
          """
              .getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path folder;
  private static DataSet portraits;

  @BeforeAll
  static void paint() {
    portraits = Crowd.portraits(folder.resolve("set"), 10);
  }

  private static MaskAuditResult audited(AuditedMask mask, Judge... judges) {
    return new MaskAudit(
            mask,
            new MaskAuditSources(Optional.of(portraits), List.of()),
            new MaskInstruments(List.of(), Optional.empty(), Optional.empty()),
            new MaskAuditSettings("identity", Effort.QUICK, 1, 1, true),
            POLICY)
        .audited(List.of(judges), Optional.empty(), Progress.NONE);
  }

  private static Finding found(MaskAuditResult result, String metric) {
    return Crowd.finding(result.findings(), metric, "judge");
  }

  @Test
  void audited_solidMaskOverEveryFace_coversAllAndPasses() {
    MaskAuditResult result = audited(Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 0), Crowd.judge());

    assertEquals(1, found(result, "faces.covered").value());
    assertEquals(0, found(result, "faces.found").value());
    assertEquals(List.of(), result.missed());
    assertTrue(result.verdict().passed(), result.verdict().complaints().toString());
  }

  /** Nothing went wrong 200 times: the share may still be as low as 200 / (200 + 1.96²). */
  @Test
  void audited_nothingMissed_intervalIsThatOfAsManyFaces() {
    Finding covered =
        found(audited(Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 0), Crowd.judge()), "faces.covered");

    assertEquals(200 / (200 + 1.96 * 1.96), covered.low(), 1e-9);
    assertEquals(1, covered.high());
  }

  @Test
  void audited_detectorThatMissesEveryThirdImage_isNotMetAndEveryMissIsNamed() {
    MaskAuditResult result = audited(Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 3), Crowd.judge());

    assertEquals(134 / 200.0, found(result, "faces.covered").value(), 1e-9);
    assertEquals(66 / 200.0, found(result, "faces.found").value(), 1e-9);
    assertEquals(66, result.missed().size());
    assertTrue(result.missed().stream().allMatch(face -> face.visible() == 1));
    assertEquals(66, result.missed().stream().map(MissedFace::source).distinct().count());
    assertEquals(
        List.of(new SourceCoverage(SourceCoverage.STILLS, "judge", 200, 134, 66)),
        result.coverage());
    assertTrue(!result.verdict().passed());
  }

  /** Pixels cover a face, and a detector finds it all the same. */
  @Test
  void audited_pixelate_coversFacesThatAreStillFound() {
    MaskAuditResult result = audited(Crowd.mask(MaskSettings.Fill.PIXELATE, 0.1, 0), Crowd.judge());

    assertEquals(1, found(result, "faces.covered").value());
    assertTrue(found(result, "faces.found").value() > 0.5);
  }

  @Test
  void audited_judgeThatIsTheMasksOwn_decidesNothing() {
    Judge own = new Judge("own", true, Crowd.detector(Crowd::face));

    MaskAuditResult result = audited(Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 3), own);

    assertEquals(
        134 / 200.0, Crowd.finding(result.findings(), "faces.own.covered", "own").value(), 1e-9);
    assertTrue(
        result.verdict().complaints().get(0).contains("it was not measured"),
        result.verdict().complaints().toString());
    assertTrue(result.remarks().stream().anyMatch(remark -> remark.startsWith("own is one of")));
  }

  /** The mask is the left half of the face's box, and what it touches: a column more. */
  @Test
  void visible_maskOverHalfTheFace_isAHalf() {
    Image image = Image.of(100, 100, new int[10_000]);
    MaskSettings settings =
        MaskSettings.withDefaults()
            .with(new MaskSettings.Appearance(MaskSettings.Shape.BOX, MaskSettings.Fill.SOLID, 0));
    Box half = new Box(0.2f, 0.2f, 0.2f, 0.6f);
    try (StillMasker masker =
        StillMasker.of(
            Crowd.detector(any -> List.of(new DetectedObject(half, 0.9f, 0))), settings)) {
      MaskedFrame frame = masker.mask(image);

      double visible =
          VisibleShare.of(new Box(0.2f, 0.2f, 0.4f, 0.6f), frame, MaskSettings.Fill.SOLID);

      assertEquals(0.5, visible, 0.04);
      assertEquals(0, VisibleShare.of(half, frame, MaskSettings.Fill.SOLID));
      assertEquals(
          0, VisibleShare.of(new Box(1.2f, 0, 0.1f, 0.1f), frame, MaskSettings.Fill.SOLID));
    }
  }

  /** A grey face is not covered because it has the mask's colour. */
  @Test
  void visible_greyFaceWithoutAMask_isSeen() {
    int[] grey = new int[400];
    Arrays.fill(grey, 0x808080);
    try (StillMasker masker =
        StillMasker.of(Crowd.detector(any -> List.of()), MaskSettings.withDefaults())) {
      MaskedFrame frame = masker.mask(Image.of(20, 20, grey));

      assertEquals(1, VisibleShare.of(new Box(0, 0, 1, 1), frame, MaskSettings.Fill.SOLID));
    }
  }

  @Test
  void own_partsOfThePackage_areKnownByDigest() {
    Digest part = Digest.of(new byte[] {1});

    assertEquals(
        Set.of(part), AuditedMask.of(MaskCertificateTest.extractor(new byte[] {1}, 0.3), 1).own());
  }
}

package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.FaceRecogniser;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.DataSet;
import dev.winnow.image.CropWindow;
import dev.winnow.mask.MaskSettings;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Naming painted people by the colours of their faces, before, behind and below a mask. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class MaskedPeopleTest {
  @TempDir private static Path folder;
  private static DataSet portraits;

  @BeforeAll
  static void paint() {
    portraits = Crowd.portraits(folder.resolve("set"), 20);
  }

  /** Its vector is the face as it is, in few pixels, of the middle that every mask covers. */
  private static FaceRecogniser recogniser() {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String x = builder.input("image", Shape.of(3, 6, 6));
    Network network = builder.output(builder.flatten("vector", x)).build();
    ImageSpec spec =
        new ImageSpec(
            6,
            6,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            Normalization.same(3, 127.5, 127.5));
    return new FaceRecogniser(network, spec, new CropWindow(0.36, 0.3, 0.28, 0.4));
  }

  private static List<Finding> findings(MaskSettings.Fill fill) {
    MaskAuditResult result =
        new MaskAudit(
                Crowd.mask(fill, 0.1, 0),
                new MaskAuditSources(Optional.of(portraits), List.of()),
                new MaskInstruments(List.of(), Optional.of(recogniser()), Optional.empty()),
                new MaskAuditSettings("identity", Effort.QUICK, 1, 2, true),
                Policy.standard())
            .audited(List.of(), Optional.empty(), Progress.NONE);
    assertTrue(result.reversal().isPresent());
    return result.findings();
  }

  @Test
  void audited_solid_namesNobodyBeforeOrAfterReversal() {
    List<Finding> found = findings(MaskSettings.Fill.SOLID);

    Finding named = Crowd.finding(found, "identity.top1", "recogniser");
    assertEquals(0.1, named.references().chance().getAsDouble(), 1e-9);
    assertTrue(named.references().raw().getAsDouble() > 0.5, named.toString());
    assertTrue(named.value() <= 0.25, named.toString());
    Finding reversed = Crowd.finding(found, "reversal.reidentification.top1", "decoder");
    assertTrue(reversed.value() <= 0.3, reversed.toString());
    assertEquals(0, Crowd.finding(found, "identity.retrained.above-solid", "knn").high());
  }

  /** The mean colours of eight by eight squares are left. */
  @Test
  void audited_pixelate_leaksToARecogniserAndMoreToADecoder() {
    List<Finding> found = findings(MaskSettings.Fill.PIXELATE);

    Finding named = Crowd.finding(found, "identity.top1", "recogniser");
    assertTrue(named.value() > 0.3, named.toString());
    assertTrue(
        Crowd.finding(found, "identity.retrained.above-solid", "knn").low() > 0.1,
        found.toString());
    Finding likeness = Crowd.finding(found, "reversal.ssim", "decoder");
    assertTrue(
        likeness.value() > likeness.references().chance().getAsDouble(), likeness.toString());
    Finding reversed = Crowd.finding(found, "reversal.reidentification.top1", "decoder");
    assertTrue(reversed.value() > 0.3, reversed.toString());
  }

  @Test
  void of_peopleWhoAreNamed_areNotAmongThoseLearnedFrom() {
    TestedPeople people =
        TestedPeople.of(portraits, new MaskAuditSettings("identity", Effort.QUICK, 3, 1, true))
            .orElseThrow();

    List<String> named = people.line().people();
    assertEquals(10, named.size());
    assertTrue(
        people.others().stream()
            .noneMatch(sample -> named.contains(sample.label("identity").orElseThrow())));
  }

  @Test
  void of_setWithoutSuchAColumn_isEmpty() {
    assertEquals(
        Optional.empty(),
        TestedPeople.of(portraits, new MaskAuditSettings("nobody", Effort.QUICK, 3, 1, true)));
  }
}

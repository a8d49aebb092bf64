package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.audit.FaceRecogniser;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.image.CropWindow;
import dev.winnow.mask.MaskSettings;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Of each person a quarter of the images: a decoder that learns from them takes as much less. */
  private static DataSet fewer;

  @BeforeAll
  static void paint() throws IOException {
    Path set = folder.resolve("set");
    portraits = Crowd.portraits(set, 20);
    Path samples = set.resolve("samples.csv");
    List<String> few =
        Files.readAllLines(samples).stream()
            .filter(line -> !line.matches("[^,]*/(0[6-9]|[12]\\d)\\.png,.*"))
            .toList();
    Files.write(samples, few);
    fewer = DataSet.open(set);
    assertEquals(20 * 6, fewer.samples().size());
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

  private static MaskAuditSettings settings() {
    return new MaskAuditSettings("identity", Effort.QUICK, 1, 2, true);
  }

  @Test
  void audited_solid_namesNobodyBeforeOrAfterReversal() {
    MaskAuditResult result =
        new MaskAudit(
                Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 0),
                new MaskAuditSources(Optional.of(fewer), List.of()),
                new MaskInstruments(List.of(), Optional.of(recogniser()), Optional.empty()),
                settings(),
                Policy.standard())
            .audited(List.of(), Optional.empty(), Progress.NONE);
    assertTrue(result.reversal().isPresent());
    List<Finding> found = result.findings();

    Finding named = Crowd.finding(found, "identity.top1", "recogniser");
    assertEquals(0.1, named.references().chance().getAsDouble(), 1e-9);
    assertTrue(named.references().raw().getAsDouble() > 0.5, named.toString());
    assertTrue(named.value() <= 0.25, named.toString());
    Finding reversed = Crowd.finding(found, "reversal.reidentification.top1", "decoder");
    assertTrue(reversed.value() <= 0.3, reversed.toString());
    assertEquals(0, Crowd.finding(found, "identity.retrained.above-solid", "knn").high());
  }

  /**
   * The mean colours of eight by eight squares are left. The decoder makes images of half the width
   * and height that it makes in an audit, at a quarter of the cost.
   */
  @Test
  void of_pixelate_leaksToARecogniserAndMoreToADecoder() {
    TestedPeople people = TestedPeople.of(portraits, settings()).orElseThrow();
    List<Sample> line = people.line().samples();
    AuditedMask mask = Crowd.mask(MaskSettings.Fill.PIXELATE, 0.1, 0);
    FaceImages asked = FaceImages.of(mask, portraits, line, Progress.NONE);
    FaceImages solid = FaceImages.of(mask.solid(), portraits, line, Progress.NONE);
    FaceImages others = FaceImages.of(mask, portraits, people.others(), Progress.NONE);
    MaskedIdentification identification =
        new MaskedIdentification(people, asked, solid, recogniser(), settings());
    Gallery gallery = identification.gallery();

    List<Finding> found = identification.findings(gallery);
    MaskReversal reversal =
        MaskReversal.of(
                asked.rows(people.known(), line.size()).small().small(),
                people.askedPeople(),
                others.small().small(),
                gallery,
                settings())
            .orElseThrow();

    Finding named = Crowd.finding(found, "identity.top1", "recogniser");
    assertTrue(named.value() > 0.3, named.toString());
    assertTrue(
        Crowd.finding(found, "identity.retrained.above-solid", "knn").low() > 0.1,
        found.toString());
    Finding likeness = Crowd.finding(reversal.findings(), "reversal.ssim", "decoder");
    assertTrue(
        likeness.value() > likeness.references().chance().getAsDouble(), likeness.toString());
    Finding reversed =
        Crowd.finding(reversal.findings(), "reversal.reidentification.top1", "decoder");
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

package dev.winnow.audit;

import static dev.winnow.audit.Studio.only;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import dev.winnow.onnx.NondeterministicNetworkException;
import dev.winnow.onnx.UnclippedNetworkException;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole audits of packages of which is known what they let out. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class AuditTest {
  @TempDir private static Path folder;
  private static Studio studio;
  private static AuditResult pixels;
  private static AuditResult nothing;

  @BeforeAll
  static void audit() {
    studio = Studio.in(folder.resolve("portraits"));
    List<AuditResult> both =
        studio
            .audit(Effort.STANDARD)
            .run(
                List.of(Studio.pixels(), Studio.nothing()),
                folder.resolve("journal"),
                Progress.NONE);
    pixels = both.get(0);
    nothing = both.get(1);
  }

  @Test
  void run_everyPixelIsLetOut_leaksAsMuchAsTheImages() {
    Finding leakage = pixels.worst("identity.leakage").orElseThrow();

    assertTrue(leakage.value() > 0.8 && leakage.value() <= 1.05, leakage.toString());
    String raw = leakage.references().rawBy().orElseThrow();
    assertTrue(raw.endsWith(" on whole") || raw.endsWith(" on feature"), raw);
    assertTrue(
        raw.endsWith(" on whole") || pixels.remarks().get(0).contains(raw),
        pixels.remarks().toString());
    assertFalse(pixels.verdict().passed());
    for (String adversary : List.of("knn", "logistic", "kde", "mlp")) {
      Finding top1 = only(pixels, "identity.top1", adversary);
      assertEquals(top1.references().raw().orElseThrow(), top1.value(), 0.1, adversary);
      // Names that were dealt out at random are found no oftener than by chance: six people.
      assertEquals(1.0 / 6, top1.references().shuffled().orElseThrow(), 0.15, adversary);
    }
  }

  @Test
  void run_nothingIsLetOut_isChanceForEverybodyAndPasses() {
    for (String adversary : List.of("knn", "logistic", "kde", "mlp", "network")) {
      Finding top1 = only(nothing, "identity.top1", adversary);
      assertEquals(top1.references().chance().orElseThrow(), top1.value(), 1e-6, adversary);
    }
    assertEquals(0.5, only(nothing, "verification.auc", "discriminant").value(), 1e-9);
    assertTrue(nothing.verdict().passed(), nothing.verdict().complaints().toString());
    assertEquals(0.5, nothing.utility().balanced(), 1e-9);
  }

  /** Six people, each as often as any other: there are 2.58 bits to know. */
  @Test
  void run_bitsAboutWhoItIs_areMostOfThemInPixelsAndNoneInNothing() {
    for (String adversary : List.of("logistic", "kde-white")) {
      Finding told = only(pixels, "identity.information", adversary);
      // A kernel knows less of 768 pixels than a weighted sum of them does.
      assertTrue(told.value() > (adversary.equals("logistic") ? 1 : 0.5), told.toString());
      assertEquals(told.references().raw().orElseThrow(), told.value(), 0.3, adversary);
      assertTrue(told.value() <= told.references().bound().orElseThrow(), told.toString());
      assertTrue(told.references().label().orElseThrow() < told.value(), told.toString());
      assertEquals(0, only(nothing, "identity.information", adversary).value(), 0.01, adversary);
    }
  }

  @Test
  void run_imagesAreMadeOfPixels_andOfNothingTheGuess() {
    double seen = only(pixels, "reconstruction.ssim", "decoder").value();
    Finding guess = only(nothing, "reconstruction.ssim", "decoder");

    assertTrue(seen > guess.value() + 0.1, seen + " against " + guess);
    assertEquals(guess.references().chance().orElseThrow(), guess.value(), 0.05);
    assertEquals(1, guess.references().raw().orElseThrow(), 1e-9);
    assertTrue(pixels.sheet().isPresent());
  }

  /** What is left where an audit was stopped holds no picture of anybody either. */
  @Test
  void run_withoutImages_keepsNone() throws IOException {
    Path journal = folder.resolve("blind");
    List<AuditResult> audited =
        studio
            .audit(Effort.QUICK)
            .withoutImages()
            .run(List.of(Studio.pixels()), journal, stopping(journal));

    assertTrue(audited.get(0).sheet().isEmpty());
    String stopped = Files.readString(folder.resolve("stopped"));
    assertTrue(stopped.contains("reconstruction.ssim") && !stopped.contains("\"sheet\""), stopped);
  }

  /** Copies what is in the journal after every step. */
  private Progress stopping(Path journal) {
    return (done, of, note) -> {
      try {
        if (Files.exists(journal)) {
          Files.copy(journal, folder.resolve("stopped"), StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Where features are too many to keep, they are made again whenever they are asked for. */
  @Test
  void clean_moreThanIsKept_isTheSame() {
    AuditTarget mosaic = Studio.mosaic(Optional.empty());
    AuditContext context = studio.context(mosaic);
    List<Sample> some = context.protocol().samples();
    FeatureTable kept =
        ReleasedFeatures.of(mosaic.extractor(), Optional.empty(), context, Progress.NONE)
            .clean(some);
    FeatureTable anew =
        ReleasedFeatures.of(mosaic.extractor(), Optional.empty(), context, 0, Progress.NONE)
            .clean(some);

    assertEquals(kept.samples(), anew.samples());
    assertArrayEquals(kept.values().toArray(), anew.values().toArray());
  }

  @Test
  void run_thorough_searchesForImagesWithTheExtractorInHand() {
    AuditResult mosaic =
        studio
            .audit(Effort.THOROUGH)
            .run(
                List.of(Studio.mosaic(Optional.empty())), folder.resolve("thorough"), Progress.NONE)
            .get(0);
    Finding searched = only(mosaic, "reconstruction.mse", "white-box");

    assertTrue(
        searched.value() < searched.references().chance().orElseThrow() / 2, searched.toString());
  }

  /**
   * The label alone tells it always; half of the portraits smile, so that guesses are half right.
   */
  @Test
  void run_attribute_isReadWhereItStandsAndNowhereElse() {
    AuditResult audited =
        studio
            .readingSmiles()
            .run(List.of(Studio.nothing()), folder.resolve("smiles"), Progress.NONE)
            .get(0);
    Finding read = only(audited, "attribute.smile.balanced", "logistic");

    assertEquals(1, read.references().label().orElseThrow(), 1e-6, read.toString());
    assertEquals(0.5, read.value(), 1e-6, read.toString());
    assertEquals(0.5, read.references().shuffled().orElseThrow(), 1e-6, read.toString());
  }

  @Test
  void run_namesDealtOutAnew_areNotRecognised() {
    Finding recognised = only(pixels, "verification.auc", "discriminant");

    assertTrue(recognised.value() > 0.7, recognised.toString());
    assertEquals(
        0.5, recognised.references().shuffled().orElseThrow(), 0.15, recognised.toString());
  }

  /** Each of six people has six unknown captures: one pool of five, and none of twenty. */
  @Test
  void run_poolsThatNobodyFills_areNotMeasured() {
    assertTrue(only(pixels, "identity.pooled-5.top1", "kde").value() > 0.8);
    assertTrue(pixels.worst("identity.pooled-5.leakage").isPresent());
    assertTrue(
        pixels.findings().stream().noneMatch(each -> each.metric().contains("pooled-20")),
        "six captures are no pool of twenty");
  }

  @Test
  void run_labelsAreAtHand_areCombinedWithWhatIsSent() {
    assertTrue(only(pixels, "verification.auc-above-label", "label-aware").value() > 0.2);
    assertEquals(0, only(nothing, "verification.auc-above-label", "label-aware").value(), 1e-9);
  }

  /** The cloud has the analyzer, and may teach it who people are. */
  @Test
  void run_analyzerIsAtHand_isTunedToNamePeople() {
    List<AuditResult> both =
        studio
            .audit(Effort.STANDARD)
            .run(
                List.of(
                    Studio.analyzed(Studio.mosaic(Optional.empty())),
                    Studio.analyzed(Studio.nothing())),
                folder.resolve("analyzed"),
                Progress.NONE);
    Finding named = only(both.get(0), "identity.top1", "transfer");
    Finding guessed = only(both.get(1), "identity.top1", "transfer");

    assertTrue(named.value() > 2 * named.references().chance().orElseThrow(), named.toString());
    assertEquals(guessed.references().chance().orElseThrow(), guessed.value(), 1e-6);
    assertTrue(
        pixels.findings().stream().noneMatch(each -> each.adversary().equals("transfer")),
        "nobody has an analyzer there");
  }

  /** Six people of two groups: every capture belongs to one of them. */
  @Test
  void run_groups_areAskedByThemselvesToo() {
    List<String> groups =
        pixels.findings().stream()
            .filter(finding -> finding.metric().equals("identity.information.leakage"))
            .map(Finding::group)
            .toList();

    assertEquals(List.of("all", "smile=neutral", "smile=smiling"), groups);
  }

  @Test
  void run_clipIsNotTheMechanisms_isRefusedBeforeItIsAttacked() {
    List<Interval> wider = Collections.nCopies(48, new Interval(-9, 9));
    Audit audit = studio.audit(Effort.QUICK);
    AuditTarget lying = Studio.mosaic(Optional.of(new GaussianNoise(wider, 1, 0)));
    Path checkpoint = folder.resolve("lying");

    assertThrows(
        UnclippedNetworkException.class,
        () -> audit.run(List.of(lying), checkpoint, Progress.NONE));
  }

  @Test
  void run_stoppedHalfway_goesOnAndFindsTheSame() {
    Path checkpoint = folder.resolve("stopped");
    Progress stopping =
        (done, total, note) -> {
          if (done == 2) {
            throw new IllegalStateException("stopped");
          }
        };
    AuditTarget target = Studio.mosaic(Optional.empty());
    Audit audit = studio.audit(Effort.QUICK);
    assertThrows(
        IllegalStateException.class, () -> audit.run(List.of(target), checkpoint, stopping));
    assertTrue(Files.exists(checkpoint));

    List<AuditResult> resumed = audit.run(List.of(target), checkpoint, Progress.NONE);
    List<AuditResult> whole = audit.run(List.of(target), checkpoint, Progress.NONE);

    assertEquals(whole.get(0).findings(), resumed.get(0).findings());
    assertFalse(Files.exists(checkpoint));
  }

  @Test
  void run_extractorDraws_isRefusedBeforeItIsAttacked() {
    Audit audit = studio.audit(Effort.QUICK);
    Path checkpoint = folder.resolve("refused");

    var e =
        assertThrows(
            NondeterministicNetworkException.class,
            () -> audit.run(List.of(Studio.jittering()), checkpoint, Progress.NONE));

    assertTrue(e.getMessage().startsWith("jittering cannot be an extractor"), e.getMessage());
  }

  /** What a trojan puts beside the reduction is named, whatever it does. */
  @Test
  void run_operatorsBesideTheReduction_areNamed() {
    assertEquals(List.of(), nothing.unknownOperators());
    assertFalse(
        studio
            .audit(Effort.QUICK)
            .run(List.of(Studio.sidePath()), folder.resolve("side"), Progress.NONE)
            .get(0)
            .unknownOperators()
            .isEmpty());
  }
}

package dev.winnow.audit;

import static dev.winnow.audit.Studio.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.image.ImageModality;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole audits of mosaics that are randomised before they are sent. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class RandomizedAuditTest {
  /** σ hides a tile, and the mean of 100 shows it. */
  private static final GaussianNoise FRESH = new GaussianNoise(Studio.BOUNDS, 0, 1);

  private static final RandomizedResponse RESPONSE =
      RandomizedResponse.of(Studio.BOUNDS, 2, 0.2, 0.2);

  @TempDir private static Path folder;
  private static Studio studio;
  private static AuditResult fresh;
  private static AuditResult permanent;
  private static AuditResult response;

  @BeforeAll
  static void audit() {
    studio = Studio.in(folder.resolve("portraits"));
    fresh = randomised("fresh", FRESH);
    permanent = randomised("permanent", new GaussianNoise(Studio.BOUNDS, 1, 0));
    response = randomised("response", RESPONSE);
  }

  @Test
  void run_freshNoise_isWornDownAndPermanentNoiseIsNot() {
    Predicate<AuditResult> grows =
        audited ->
            only(audited, "identity.100-times.top1", "logistic").value()
                > only(audited, "identity.top1", "logistic").value() + 0.05;
    assertTrue(grows.test(fresh));
    assertFalse(grows.test(permanent));
    assertEquals(
        only(permanent, "identity.top1", "knn").value(),
        only(permanent, "identity.100-times.top1", "knn").value());
  }

  /** Permanent draws are of captures: known ones, and how often answers come, say nothing more. */
  @Test
  void run_permanentNoise_cannotBeReadWithACodebookOrByFrequencies() {
    double once = only(permanent, "identity.top1", "logistic").value();

    // Shares of 42 captures each, of about a quarter: .1 is one deviation of their difference.
    // Cells
    // that were read would give what clean features do, more than .8.
    for (String how : List.of("codebook", "frequencies")) {
      double read = only(permanent, "identity." + how + ".top1", "logistic").value();
      assertTrue(read < once + 0.3, how + ": " + read + " after " + once);
    }
    double colluding = only(permanent, "identity.colluding-8.top1", "logistic").value();
    assertTrue(colluding > once, colluding + " after " + once);
  }

  /** Fano's bound holds whoever attacks; if an adversary exceeds it, something is wrong. */
  @Test
  void run_noise_nobodyExceedsTheBound() {
    List<Finding> bounded =
        fresh.findings().stream()
            .filter(finding -> finding.references().bound().isPresent())
            .toList();

    assertTrue(bounded.size() >= 4, bounded.toString());
    for (Finding finding : bounded) {
      assertTrue(finding.value() <= finding.references().bound().orElseThrow(), finding.toString());
    }
    double bits = only(fresh, "information.bits", "population").value();
    assertTrue(bits > 0 && bits < only(fresh, "information.bits-100", "population").value());
    assertEquals(
        ChannelCapacity.of(FRESH).first(),
        only(fresh, "information.bits", "capacity").value(),
        1e-12);
  }

  /** What a response tells is stated to the end: ε and bits, of one answer and of all. */
  @Test
  void run_response_statesEpsilonAndHistory() {
    assertEquals(
        48 * Math.log(0.68 / 0.32),
        only(response, "information.epsilon", "capacity").value(),
        1e-9);
    assertEquals(
        48 * Math.log(4), only(response, "information.history-epsilon", "capacity").value(), 1e-9);
    assertEquals(48, only(response, "information.cell-bits", "capacity").value(), 1e-9);
    double history = only(response, "information.history-bits", "capacity").value();
    assertTrue(history > only(response, "information.bits", "capacity").value());
  }

  private static AuditResult randomised(String name, Mechanism mechanism) {
    return studio
        .audit(Effort.QUICK)
        .run(List.of(Studio.mosaic(Optional.of(mechanism))), folder.resolve(name), Progress.NONE)
        .get(0);
  }

  /** A seed or a key that suits cannot be looked for: neither is anybody's to choose. */
  @Test
  void run_otherSeedOfTheSplit_findsTheSame() {
    var columns = new LabelColumns("smile", "identity", Optional.of("smile"), List.of());
    var settings = new AuditSettings(columns, Effort.QUICK, 99, 1);
    AuditResult again =
        Audit.of(studio.set, new ImageModality(), studio.partition, settings, Studio.POLICY)
            .run(
                List.of(Studio.mosaic(Optional.of(RESPONSE))),
                folder.resolve("again"),
                Progress.NONE)
            .get(0);

    assertEquals(response.findings(), again.findings());
  }
}

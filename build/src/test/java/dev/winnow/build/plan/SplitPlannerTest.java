package dev.winnow.build.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.NoiseSearchResult;
import dev.winnow.build.PaintedPeople;
import dev.winnow.build.Precision;
import dev.winnow.build.StudyListener;
import dev.winnow.build.UncutNetwork;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.build.device.Machine;
import dev.winnow.build.device.OperatorRate;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.image.ImageModality;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.profile.OperatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for a network of one layer worth cutting behind, and painted people. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class SplitPlannerTest {
  private static final double ANY = Double.POSITIVE_INFINITY;

  @TempDir Path folder;
  private final List<String> trained = new ArrayList<>();
  private DataSet set;

  @BeforeEach
  void paint() throws IOException {
    set = PaintedPeople.write(folder);
  }

  private static PlanBudget budget(double share, double bits, double loss) {
    return new PlanBudget(share, bits, loss, ANY, ANY, ANY, ANY);
  }

  private SplitPlan plan(PlanBudget budget) {
    return plan(budget, PaintedPeople.encoder());
  }

  private SplitPlan plan(PlanBudget budget, BottleneckSettings encoder) {
    return plan(budget, encoder, Optional.empty());
  }

  private SplitPlan plan(
      PlanBudget budget, BottleneckSettings encoder, Optional<DeviceProfile> device) {
    Network network = PaintedPeople.network();
    PreparedSamples captures =
        PreparedSamples.of(set, new ImageModality(), PaintedPeople.preprocessing(), 1);
    PlanTask task =
        new PlanTask(
            new UncutNetwork(network, captures),
            new NetworkImport(network, List.of()),
            Partition.of(set, "identity", 1),
            PaintedPeople.PRIMARY,
            Optional.of("identity"),
            (embedding, input, noise, effort) ->
                new EmbeddingPlan(
                    List.of(embedding),
                    OptionalInt.empty(),
                    noise,
                    Optional.of(PaintedPeople.tuning()),
                    Optional.empty(),
                    Optional.of(encoder)),
            device,
            budget,
            1);
    return SplitPlanner.run(
        task, folder.resolve("journal.json"), Provenance.here(Map.of()), new Heard());
  }

  /** Nobody who is measured on later has a part in the choice: their images may be missing. */
  @Test
  void run_peopleOfTheTestPart_areNotLookedAt() throws IOException {
    for (Sample sample : Partition.of(set, "identity", 1).test()) {
      Files.delete(folder.resolve(sample.capture()));
    }

    SplitPlan plan = plan(budget(1, 2, 0.05));

    CandidateResult found = plan.recommended().orElseThrow();
    assertTrue(plan.isWithinBudget(), plan.toJson().toString());
    assertEquals(PaintedPeople.CUT, found.candidate().cut());
    assertTrue(found.outcome().balanced() > 0.9, plan.toJson().toString());
    assertTrue(found.outcome().bits() < 1, plan.toJson().toString());
    assertTrue(found.cost().edgeShare() > 0.5 && found.cost().edgeShare() < 1, found.toString());
  }

  @Test
  void run_again_goesOnFromItsJournal() {
    SplitPlan first = plan(budget(1, 2, 0.05));
    assertFalse(trained.isEmpty());
    trained.clear();

    SplitPlan second = plan(budget(1, 2, 0.05));

    assertEquals(List.of(), trained);
    assertEquals(outcomes(first), outcomes(second));
  }

  private static List<TrialOutcome> outcomes(SplitPlan plan) {
    return plan.trials().stream().map(CandidateResult::outcome).toList();
  }

  /** Fewer bits take more noise. */
  @Test
  void run_fewBits_areKept() {
    SplitPlan plan = plan(budget(1, 0.5, 0.5));

    assertTrue(plan.epsilon() < 5, "" + plan.epsilon());
    plan.trials().forEach(trial -> assertTrue(trial.outcome().bits() <= 0.5, trial.toString()));
  }

  @Test
  void run_noCutWithinTheBudget_isRefusedInOneSentence() {
    UnplannableException refused =
        assertThrows(UnplannableException.class, () -> plan(budget(0.1, 2, 0.05)));

    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("no cut of the network is within the budget ("),
        refused.getMessage());
  }

  /** A device a million times slower than any: what is within its milliseconds is nothing. */
  @Test
  void run_slowDevice_isAskedInPlaceOfThisMachine() {
    DeviceProfile slow =
        new DeviceProfile(
            "slow",
            Machine.here(),
            OptionalLong.empty(),
            1,
            Map.of(OperatorKind.OTHER, new OperatorRate(1e6, 0, 0)));
    PlanBudget second = new PlanBudget(1, 2, 0.05, ANY, 1000, ANY, ANY);

    UnplannableException refused =
        assertThrows(
            UnplannableException.class,
            () -> plan(second, PaintedPeople.encoder(), Optional.of(slow)));

    assertTrue(
        String.valueOf(refused.getMessage()).contains("by milliseconds"), refused.getMessage());
  }

  /** Floats that are too large: 8-bit integers are built in their place, and answer as well. */
  @Test
  void run_floatsLargerThanTheBudget_triesIntegers() {
    double floats = plan(budget(1, 2, 0.05)).recommended().orElseThrow().cost().size();
    PlanBudget small = new PlanBudget(1, 2, 0.05, ANY, ANY, 0.6 * floats, ANY);

    SplitPlan plan = plan(small);

    CandidateResult found = plan.recommended().orElseThrow();
    assertTrue(plan.isWithinBudget(), plan.toJson().toString());
    assertEquals(Precision.INT8, found.candidate().precision());
    assertTrue(found.outcome().balanced() > 0.9, plan.toJson().toString());
  }

  /** Behind the layer the classes show more than in what it takes. */
  @Test
  void run_anyBudget_looksAtFeaturesFirst() {
    SplitPlan plan = plan(budget(1, 2, 0.05));

    ProbedCut probed = Objects.requireNonNull(plan.probes().get(PaintedPeople.CUT));
    assertTrue(probed.balanced() > 0.9, plan.toJson().toString());
    assertTrue(
        probed.intraClassRadius() > 0 && probed.intraClassRadius() < 1, plan.toJson().toString());
  }

  @Test
  void run_fewerBitsThanAnyAnswerTells_isRefused() {
    assertThrows(UnplannableException.class, () -> plan(budget(1, 1e-6, 0.05)));
  }

  /**
   * Accuracy that nothing reaches: what is right most often is named, and that it is too little.
   */
  @Test
  void run_moreAccuracyThanThereIs_isSaidToBeMissed() {
    SplitPlan plan = plan(budget(1, 2, -0.5));

    assertTrue(plan.recommended().isPresent());
    assertFalse(plan.isWithinBudget());
  }

  /** Keeps which candidates were trained. */
  private final class Heard implements PlanListener {
    @Override
    public Progress begins(String step) {
      return Progress.NONE;
    }

    @Override
    public void priced(int left, Map<String, Integer> excluded) {}

    @Override
    public StudyListener tries(Candidate candidate, double effort, int number, int count) {
      return new StudyListener() {
        @Override
        public Progress begins(String step) {
          trained.add(candidate.text());
          return Progress.NONE;
        }

        @Override
        public void chose(NoiseSearchResult found) {}

        @Override
        public void measured(EmbeddingResult result) {}
      };
    }

    @Override
    public void tried(CandidateResult trial) {}

    @Override
    public void failed(Candidate candidate, String why) {
      throw new AssertionError(candidate.text() + ": " + why);
    }
  }
}

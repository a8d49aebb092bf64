package dev.winnow.build.plan;

import dev.winnow.attack.identification.NobodyToNameException;
import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.EmbeddingStudy;
import dev.winnow.build.NoiseChoice;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.build.PackageOutput;
import dev.winnow.build.StudyData;
import dev.winnow.build.StudyListener;
import dev.winnow.build.StudyPlan;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Provenance;
import dev.winnow.core.files.TemporaryFolder;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Trains a candidate on part of the captures for part of the epochs, and measures it as {@code
 * winnow build} does, on people who were not learned from.
 */
final class CandidateTrial {
  /** Two standard errors hold 95 % of a normal distribution. */
  private static final double TWO_SIDED = 1.96;

  private final PlanTask task;
  private final Partition people;
  private final NoiseSearchSpace noise;
  private final Provenance provenance;

  /**
   * @param people without those of the test part
   * @param noise of every candidate
   */
  CandidateTrial(PlanTask task, Partition people, NoiseSearchSpace noise, Provenance provenance) {
    this.task = task;
    this.people = people;
    this.noise = noise;
    this.provenance = provenance;
  }

  /**
   * Trains and measures.
   *
   * @param effort share of the epochs; of the captures it is twice that
   * @throws dev.winnow.core.WinnowException if it cannot be trained
   */
  TrialOutcome run(PricedCandidate priced, double effort, StudyListener listener) {
    EmbeddingResult result;
    try {
      result = measured(priced, effort, effort < 1 ? Optional.empty() : task.sensitive(), listener);
    } catch (NobodyToNameException e) {
      // Too few captures of each of those who are not tested on: the build measures it.
      result = measured(priced, effort, Optional.empty(), listener);
    }
    double balanced = result.accuracy().all().balanced();
    return new TrialOutcome(
        balanced,
        error(balanced),
        result.feature().noise().map(NoiseChoice::bits).orElse(Double.POSITIVE_INFINITY),
        result
            .identity()
            .map(told -> OptionalDouble.of(told.leakage()))
            .orElse(OptionalDouble.empty()));
  }

  private EmbeddingResult measured(
      PricedCandidate priced, double effort, Optional<String> sensitive, StudyListener listener) {
    SizedNetwork sized = priced.sized();
    InputSpec input = sized.captures().preprocessor().spec();
    StudyData data =
        new StudyData(sized.captures(), part(effort), task.primary(), sensitive, task.seed());
    EmbeddingPlan plan = task.settings().of(priced.candidate().embedding(), input, noise, effort);
    try (TemporaryFolder folder = TemporaryFolder.make("winnow-plan")) {
      PackageOutput output = new PackageOutput(folder.path(), "trial", "1", provenance);
      List<EmbeddingResult> results =
          EmbeddingStudy.of(
                  StudyPlan.of(sized.network(), priced.cut(), data, plan, output)
                      .withPrecision(priced.candidate().precision()))
              .run(listener)
              .embeddings();
      return results.get(results.size() - 1);
    }
  }

  /** Of those who are learned from, some, the same ones each time. */
  private Partition part(double effort) {
    List<Sample> train = new ArrayList<>(people.train());
    Collections.shuffle(train, new Random(task.seed()));
    int count = (int) Math.ceil(Math.min(1, 2 * effort) * train.size());
    return new Partition(train.subList(0, count), people.validation(), people.test());
  }

  /** As if every class were named rightly as often. */
  private double error(double balanced) {
    Map<String, Long> classes =
        people.test().stream()
            .flatMap(sample -> sample.label(task.primary()).stream())
            .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
    double inverse = classes.values().stream().mapToDouble(count -> 1.0 / count).sum();
    double variance = balanced * (1 - balanced) * inverse / classes.size() / classes.size();
    return TWO_SIDED * Math.sqrt(variance);
  }
}

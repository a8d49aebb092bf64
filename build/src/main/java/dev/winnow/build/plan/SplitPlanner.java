package dev.winnow.build.plan;

import dev.winnow.audit.IdentificationData;
import dev.winnow.audit.journal.Journal;
import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Interval;
import dev.winnow.core.Json;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.Quantizer;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.example.Heads;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.noise.NoiseCalibration;
import dev.winnow.onnx.Cut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Finds where to cut a network, at which resolution and behind which embedding. */
public final class SplitPlanner {
  /** Values of ε to choose from, weak protection first. */
  private static final List<Double> EPSILONS = List.of(7.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.5);

  /** Of cuts that cost the edge so nearly the same, one is tried. */
  private static final double ALIKE = 0.01;

  /** Samples that a probe learns from, and is asked about. */
  private static final int PROBED = 1500;

  private final PlanTask task;
  private final Partition people;
  private final List<OutputHead.Classification> heads;
  private final PlanListener listener;

  private SplitPlanner(PlanTask task, PlanListener listener) {
    this.task = task;
    this.listener = listener;
    this.heads =
        Heads.answers(task.uncut().network(), task.uncut().captures().set(), task.primary());
    Partition known =
        task.partition()
            .withoutTest(
                sample -> task.sensitive().map(sample::label).orElse(Optional.of(sample.session())),
                task.seed());
    this.people = IdentificationData.labelled(known, task.primary());
  }

  /**
   * Plans. Takes minutes to an hour. While it runs, no other training may run in this process.
   *
   * @param journal file by which a plan that was stopped goes on
   * @param provenance of what is built for a trial and thrown away
   * @throws UnplannableException if nothing is left to try
   * @throws dev.winnow.learn.example.UnsuitableDataException if the labels do not fit the network
   */
  public static SplitPlan run(
      PlanTask task, Path journal, Provenance provenance, PlanListener listener) {
    return new SplitPlanner(task, listener).run(journal, provenance);
  }

  private SplitPlan run(Path journal, Provenance provenance) {
    int values = task.uncut().values(task.primary());
    double epsilon = epsilon(values);
    List<SizedNetwork> sizes = SizedNetwork.all(task);
    CandidateSpace space = CandidateSpace.of(task, sizes, values);
    listener.priced(space.left().size(), space.excluded());
    if (space.left().isEmpty()) {
      throw UnplannableException.beyondBudget(space.excluded());
    }
    Accuracy uncut =
        task.uncut()
            .accuracy(task.primary(), people.test(), listener.begins("asking the uncut network"));
    Map<String, ProbedCut> probes = probes(space, sizes);
    List<PricedCandidate> promising =
        unlike(space.left(), probes).stream()
            .sorted(Comparator.comparingDouble(each -> -promise(each, probes)))
            .toList();
    NoiseSearchSpace noise = NoiseSearchSpace.response(NoiseSearchSpace.CLIP, epsilon);
    CandidateTrial trial = new CandidateTrial(task, people, noise, provenance);
    Journal<TrialOutcome> kept =
        Journal.open(journal, TrialOutcome.FORM, digest(epsilon, provenance));
    Map<Candidate, String> failed = new LinkedHashMap<>();
    List<CandidateResult> trials =
        new SuccessiveHalving(trial, kept, listener).run(promising, failed);
    return new SplitPlan(
        task.budget(),
        uncut,
        task.device().map(DeviceProfile::name),
        epsilon,
        space.excluded(),
        probes,
        trials,
        failed);
  }

  /** The weakest noise of which an answer tells no more than the budget says. */
  private double epsilon(int values) {
    Quantizer levels = new Quantizer.Uniform(Collections.nCopies(values, new Interval(-1, 1)), 2);
    NoiseCalibration calibration = new NoiseCalibration(NoiseCalibration.HALF);
    return EPSILONS.stream()
        .filter(
            epsilon ->
                ChannelCapacity.of(calibration.randomizedResponse(levels, epsilon)).first()
                    <= task.budget().bits())
        .findFirst()
        .orElseThrow(() -> UnplannableException.tooFewBits(task.budget().bits(), values));
  }

  private Map<String, ProbedCut> probes(CandidateSpace space, List<SizedNetwork> sizes) {
    Map<String, ProbedCut> all = new LinkedHashMap<>();
    if (heads.size() > 1) {
      return all; // One probe answers one question: all candidates are as promising.
    }
    for (SizedNetwork sized : sizes) {
      List<Cut> cuts =
          space.left().stream()
              .filter(each -> each.sized().equals(sized))
              .map(PricedCandidate::cut)
              .distinct()
              .toList();
      if (!cuts.isEmpty()) {
        LinearProbe probe =
            new LinearProbe(sized, cuts, heads.get(0).labels(), task.primary(), task.seed());
        probe
            .run(some(people.train()), some(people.test()), listener.begins("probing features"))
            .forEach((cut, probed) -> all.put(Candidate.where(sized.resolution(), cut), probed));
      }
    }
    return all;
  }

  /** Of cuts that cost nearly the same, the one in which most shows; of equals the last. */
  private static List<PricedCandidate> unlike(
      List<PricedCandidate> candidates, Map<String, ProbedCut> probes) {
    List<PricedCandidate> kept = new ArrayList<>();
    for (PricedCandidate each : candidates) {
      List<PricedCandidate> alike = kept.stream().filter(other -> isAlike(other, each)).toList();
      if (alike.stream().allMatch(other -> shown(other, probes) <= shown(each, probes))) {
        kept.removeAll(alike);
        kept.add(each);
      }
    }
    return kept;
  }

  private static boolean isAlike(PricedCandidate one, PricedCandidate other) {
    return one.sized().equals(other.sized())
        && one.candidate().embedding() == other.candidate().embedding()
        && Math.abs(one.cost().edgeShare() - other.cost().edgeShare()) < ALIKE;
  }

  private static double shown(PricedCandidate priced, Map<String, ProbedCut> probes) {
    ProbedCut probed = probes.get(priced.candidate().where());
    return probed == null ? 0 : probed.balanced();
  }

  /** What a probe reads, less what the edge pays: a tenth of its share is worth a point. */
  private static double promise(PricedCandidate priced, Map<String, ProbedCut> probes) {
    return shown(priced, probes) - 0.1 * priced.cost().edgeShare();
  }

  private List<Sample> some(List<Sample> samples) {
    List<Sample> drawn = new ArrayList<>(samples);
    Collections.shuffle(drawn, new Random(task.seed()));
    return drawn.subList(0, Math.min(PROBED, drawn.size()));
  }

  /** How all embeddings learn, in words that are the same in every run. */
  private String settings(InputSpec input) {
    return CandidateSpace.EMBEDDINGS.stream()
        .map(embedding -> task.settings().of(embedding, input, NoiseSearchSpace.NONE, 1))
        .map(EmbeddingPlan::toString)
        .collect(Collectors.joining("\n"));
  }

  private Digest digest(double epsilon, Provenance provenance) {
    InputSpec input = task.uncut().captures().preprocessor().spec();
    String all =
        String.join(
            "\n",
            Digest.of(task.uncut().network().toBytes()).text(),
            Json.line(provenance.toJson()),
            task.primary(),
            task.sensitive().toString(),
            people.toString(),
            String.valueOf(epsilon),
            Json.line(input.toJson()),
            settings(input));
    return Digest.of(all.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.winnow.audit;

import dev.winnow.attack.verification.Verification;
import dev.winnow.audit.journal.Journal;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.Manifest;
import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.inversion.Decoder;
import dev.winnow.onnx.AfterCut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.UnknownCutException;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attacks packages and judges them. Adversaries learn anew from what each package lets out, on
 * people whom it never learned from.
 */
public final class Audit {
  private static final Map<Effort, Integer> BACKGROUND =
      Map.of(Effort.QUICK, 500, Effort.STANDARD, 3000, Effort.THOROUGH, 6000);

  private final AuditData data;
  private final AuditSettings settings;
  private final Policy policy;
  private final AuditExtras extras;
  private final Map<InputSpec, AuditContext> contexts = new HashMap<>();
  private final Map<InputSpec, Accuracy> accuracies = new HashMap<>();

  private Audit(AuditData data, AuditSettings settings, Policy policy, AuditExtras extras) {
    this.data = data;
    this.settings = settings;
    this.policy = policy;
    this.extras = extras;
  }

  /**
   * An audit.
   *
   * @param set labelled captures
   * @param modality of the captures
   * @param partition of the set; no package may have learned from its test people
   * @param policy that judges
   * @throws NoSensitiveColumnException if nothing in the set is sensitive
   * @throws NobodyToLearnFromException if the training part has too few captures with a primary
   *     label for attackers to learn from
   */
  public static Audit of(
      DataSet set, Modality modality, Partition partition, AuditSettings settings, Policy policy) {
    NoSensitiveColumnException.unlessThere(set, settings.columns().sensitive());
    long own = IdentificationData.labelled(partition, settings.columns().primary()).train().size();
    if (own < Decoder.FEWEST) {
      throw new NobodyToLearnFromException(set.card().name(), own, Decoder.FEWEST);
    }
    return new Audit(new AuditData(set, modality, partition), settings, policy, AuditExtras.NONE);
  }

  /** The same beside a network that was not cut, so that what privacy costs can be said. */
  public Audit against(Network whole) {
    return with(extras.against(whole));
  }

  /** The same with somebody who looks at reconstructions, and names who is on them. */
  public Audit shownTo(FaceRecogniser who) {
    return with(extras.shownTo(who));
  }

  /**
   * The same that says with what it computes: a run that was stopped does not go on with what other
   * versions found.
   *
   * @param names versions by the name of the software
   */
  public Audit with(Map<String, String> names) {
    return with(extras.with(names));
  }

  /** The same that keeps no captures of people, neither in its results nor in its journal. */
  public Audit withoutImages() {
    return with(extras.withoutImages());
  }

  private Audit with(AuditExtras others) {
    return new Audit(data, settings, policy, others);
  }

  /**
   * Runs all attacks that apply. What was found is kept in a file until all is done, and a run that
   * was stopped goes on from there.
   *
   * @param targets packages, in the order of the report
   * @param file of the journal
   * @param progress told of every step
   * @return one for each subject
   * @throws dev.winnow.onnx.NetworkException if an extractor is damaged, may make another feature
   *     of the same capture, or does not end in the clip of its mechanism
   * @throws dev.winnow.attack.identification.NobodyToNameException if fewer than two test people
   *     have captures enough to be attacked
   * @throws dev.winnow.attack.verification.NobodyToVerifyException if fewer than four do
   */
  public List<AuditResult> run(List<AuditTarget> targets, Path file, Progress progress) {
    Journal<StepResult> journal = StepResult.journal(file, plan());
    List<AuditResult> all = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      int number = i;
      Progress own =
          (done, steps, note) -> progress.at(number * steps + done, targets.size() * steps, note);
      all.add(audited(targets.get(i), journal, own));
    }
    journal.delete();
    return List.copyOf(all);
  }

  private AuditResult audited(AuditTarget target, Journal<StepResult> journal, Progress progress) {
    Manifest manifest = target.extractor().manifest();
    Network extractor = Network.parse(target.name(), target.extractor().network());
    extractor.requireDeterministic();
    manifest
        .network()
        .mechanism()
        .ifPresent(mechanism -> extractor.requireClip(mechanism.bounds()));
    InputSpec preprocessing = manifest.preprocessing();
    extras.recogniser().ifPresent(who -> preprocessing.asImage("a recogniser of faces"));
    AuditContext context = contexts.computeIfAbsent(preprocessing, this::context);
    Verification.requireEnough(context.protocol().people().size());
    ReleasedFeatures released =
        ReleasedFeatures.of(target.extractor(), target.analyzer(), context, Progress.NONE);
    List<AuditPlan.Step> steps = AuditPlan.of(released, context, settings);
    List<StepResult> results =
        StepScheduler.results(
            journal,
            target,
            extras.images() ? steps : steps.stream().map(AuditPlan.Step::withoutImages).toList(),
            progress);
    List<Finding> findings = new ArrayList<>();
    results.forEach(result -> findings.addAll(result.findings()));
    Utility utility = Utility.of(released, target.analyzer(), context);
    Optional<Accuracy> whole =
        extras
            .uncut()
            .map(
                network ->
                    accuracies.computeIfAbsent(preprocessing, p -> context.accuracy(network)));
    findings.addAll(utility.findings(whole));
    return new AuditResult(
        target,
        utility,
        policy.judge(findings, settings.effort()),
        afterCut(extractor, manifest.network().cut().tensor()),
        new AuditExhibits(
            NoiseUtilityCurve.of(released, target.analyzer(), context),
            results.stream().flatMap(result -> result.sheet().stream()).findFirst(),
            results.stream().flatMap(result -> result.remarks().stream()).toList()));
  }

  private static Optional<AfterCut> afterCut(Network extractor, String cut) {
    try {
      return Optional.of(extractor.afterCut(cut));
    } catch (UnknownCutException e) {
      return Optional.empty();
    }
  }

  private AuditContext context(InputSpec preprocessing) {
    PreparedSamples captures =
        PreparedSamples.of(data.set(), data.modality(), preprocessing, settings.threads());
    return AuditContext.of(
        captures,
        data.partition(),
        settings,
        BACKGROUND.getOrDefault(settings.effort(), 0),
        // Nobody looks at smaller images through a network that takes others.
        extras.uncut().filter(captures::fit),
        extras.recogniser(),
        Progress.NONE);
  }

  /** Of all that findings depend on, beside the package. */
  private Digest plan() {
    StringBuilder text =
        new StringBuilder(data.set().digest() + " " + Json.line(settings.toJson()));
    text.append(' ').append(extras.versions()).append(extras.images());
    extras.uncut().ifPresent(network -> text.append(' ').append(Digest.of(network.toBytes())));
    extras
        .recogniser()
        .ifPresent(
            who ->
                text.append(' ')
                    .append(Digest.of(who.network().toBytes()))
                    .append(' ')
                    .append(who.preprocessing())
                    .append(' ')
                    .append(who.window()));
    for (List<Sample> part : List.of(data.partition().train(), data.partition().test())) {
      text.append('\n');
      part.forEach(sample -> text.append(sample.capture()).append(' '));
    }
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}

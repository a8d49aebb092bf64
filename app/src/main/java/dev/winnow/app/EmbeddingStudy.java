package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.Predictions;
import dev.winnow.audit.SimulatedNodes;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import dev.winnow.core.Preprocessing;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.data.Partition;
import dev.winnow.learn.FineTuning;
import dev.winnow.learn.FineTuningSettings;
import dev.winnow.learn.Tuned;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.privacy.Leakage;
import dev.winnow.privacy.Reidentification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Builds embeddings of one network, each more protected than the one before: cut, reduced,
 * fine-tuned, both, with noise. They share the images, the controls, the fine-tuning and the
 * components.
 */
final class EmbeddingStudy {
  /**
   * What to build.
   *
   * @param partition of the captures' set
   * @param dims values of a reduced feature
   * @param noise how reduced features are randomised
   * @param tuning that makes siamese and advanced; empty if neither is wanted
   * @param joint fine-tuning of advanced with its noise; empty if that is not wanted
   * @param embeddings to build, each without noise and, if it is a reduced one, with
   * @param name of the service
   * @param version of the service
   * @param out folder that receives packages
   * @param provenance of the packages: seed, data, versions, platform
   */
  record Plan(
      Network network,
      Cut cut,
      Preprocessing preprocessing,
      Partition partition,
      int dims,
      NoiseSearchSpace noise,
      Optional<FineTuning> tuning,
      Optional<FineTuningSettings> joint,
      List<Embedding> embeddings,
      String name,
      String version,
      Path out,
      Provenance provenance) {}

  /**
   * What came out.
   *
   * @param original accuracy of the uncut network on the test people
   * @param context with the controls
   */
  record Built(TaskAccuracy original, StudyContext context, List<EmbeddingResult> results) {
    ObjectNode toJson() {
      ObjectNode json = Json.object();
      json.set("original", original.toJson());
      ObjectNode controls = json.putObject("controls");
      controls.set("raw", context.raw().toJson());
      controls.set("label", context.label().toJson());
      controls.put("people", context.protocol().people().size());
      controls.put("chance", context.protocol().chance());
      var list = json.putArray("embeddings");
      results.forEach(result -> list.add(result.toJson()));
      return json;
    }
  }

  private final Plan plan;
  private final StudyContext context;
  private final Console console;
  private final List<EmbeddingResult> results = new ArrayList<>();

  EmbeddingStudy(Plan plan, StudyContext context, Console console) {
    this.plan = plan;
    this.context = context;
    this.console = console;
  }

  /** Builds from the least protected to the most, and writes a package for each. */
  Built build() {
    CutNetworkFeatures original =
        cutFeatures(plan.network, wants(Embedding.REDUCED), "the original feature");
    add(original, Embedding.SIMPLE, Embedding.REDUCED);
    if (plan.tuning.isPresent()) {
      Tuned tuned = plan.tuning.get().run(console.progress("fine-tuning"));
      CutNetworkFeatures cutFeatures =
          cutFeatures(tuned.network(), wants(Embedding.ADVANCED), "the fine-tuned feature");
      add(cutFeatures, Embedding.SIAMESE, Embedding.ADVANCED);
    }
    return new Built(scored(original), context, List.copyOf(results));
  }

  private boolean wants(Embedding embedding) {
    return plan.embeddings.contains(embedding);
  }

  private TaskAccuracy scored(CutNetworkFeatures cutFeatures) {
    return context.primary().scored(cutFeatures.answers());
  }

  private CutNetworkFeatures cutFeatures(Network network, boolean reduced, String what) {
    OptionalInt dims = reduced ? OptionalInt.of(plan.dims) : OptionalInt.empty();
    Cut cut = network.cut(plan.cut.tensor());
    return CutNetworkFeatures.of(
        network, cut, context, dims, console.progress("looking at " + what));
  }

  private void add(CutNetworkFeatures cutFeatures, Embedding whole, Embedding reduced) {
    if (wants(whole)) {
      EmbeddingResult result =
          result(
              whole,
              cutFeatures.shape(),
              OptionalDouble.empty(),
              Optional.empty(),
              scored(cutFeatures),
              cutFeatures.features());
      write(result, cutFeatures.parts());
    }
    if (wants(reduced)) {
      PcaFeatures few =
          PcaFeatures.of(cutFeatures, context, console.progress("reducing to " + plan.dims));
      Network analyzer = metric(few, reduced, OptionalDouble.empty(), Optional.empty());
      if (!plan.noise.isEmpty()) {
        few = plan.noise.isResponse() ? few.centredOnAnswer(analyzer) : few;
        NoiseSearch.Choice choice =
            new NoiseSearch(few, context, plan.noise)
                .find(console.progress("choosing clip and noise"));
        choice.loss().ifPresent(loss -> sayChoice(choice, loss));
        metric(few, reduced, OptionalDouble.of(choice.clip()), Optional.of(choice.chosen()));
      }
    }
  }

  private void sayChoice(NoiseSearch.Choice choice, AccuracyLoss loss) {
    String dear =
        loss.most() > plan.noise.mostLoss() / 100
            ? "; no candidate met --max-loss with 95 % confidence, so give more samples or a larger --max-loss"
            : "";
    console.say(
        "chose clip %s and noise %s, which cost %s%s"
            .formatted(choice.clip(), choice.chosen().text(), loss, dear));
  }

  /** Measures a reduced embedding, and gives back its analyzer. */
  private Network metric(
      PcaFeatures few,
      Embedding embedding,
      OptionalDouble clip,
      Optional<NoiseSearchSpace.Chosen> noise) {
    Network analyzer =
        few.analyzer(
            clip,
            noise.map(NoiseSearchSpace.Chosen::mechanism),
            console.progress("refitting the analyzer"));
    SplitNetwork parts = new SplitNetwork(few.extractor(clip), analyzer);
    if (embedding == Embedding.ADVANCED && noise.isPresent() && plan.joint.isPresent()) {
      JointFineTuning.Made made =
          new JointFineTuning(plan.joint.get(), plan.preprocessing, plan.partition)
              .of(parts, noise.get(), plan.noise, context, console);
      metric(made.parts(), embedding, clip, Optional.of(made.noise()));
    } else {
      metric(parts, embedding, clip, noise);
    }
    return analyzer;
  }

  /** Measures a reduced embedding with the very parts that go into its package. */
  private void metric(
      SplitNetwork parts,
      Embedding embedding,
      OptionalDouble clip,
      Optional<NoiseSearchSpace.Chosen> noise) {
    FeatureTable clean =
        context.features(parts.extractor(), context.test(), console.progress("measuring"));
    PrimaryTask primary = context.primary();
    SimulatedNodes nodes = context.nodes(noise.map(NoiseSearchSpace.Chosen::mechanism));
    List<TaskAccuracy> each =
        nodes
            .sent(clean)
            .map(sent -> Predictions.of(parts.analyzer(), primary.heads(), sent, context.threads()))
            .map(primary::scored)
            .toList();
    // An attacker faces one node.
    FeatureTable protocol = nodes.sent(clean.of(context.protocol().samples()), 0);
    Shape shape = Shape.of(plan.dims);
    write(result(embedding, shape, clip, noise, TaskAccuracy.mean(each), protocol), parts);
  }

  private EmbeddingResult result(
      Embedding embedding,
      Shape shape,
      OptionalDouble clip,
      Optional<NoiseSearchSpace.Chosen> noise,
      TaskAccuracy accuracy,
      FeatureTable protocol) {
    Reidentification identity = context.attack(protocol);
    double leakage =
        Leakage.of(identity.strongest(), context.raw().strongest(), context.label().strongest());
    return new EmbeddingResult(
        embedding,
        plan.cut.tensor(),
        shape.size(),
        clip,
        noise,
        accuracy,
        identity,
        leakage,
        Optional.empty());
  }

  private void write(EmbeddingResult result, SplitNetwork parts) {
    console.say(EmbeddingTable.line(result));
    if (isOnlyForComparison(result)) {
      results.add(result);
      return;
    }
    PackageWriter.Description said =
        new PackageWriter.Description(
            plan.embeddings.size() == 1 ? plan.name : plan.name + "-" + suffix(result),
            plan.version,
            plan.preprocessing,
            plan.cut,
            result.embedding(),
            result.clip(),
            result.noise().map(NoiseSearchSpace.Chosen::mechanism),
            context.primary().heads(),
            plan.provenance);
    results.add(result.at(PackageWriter.write(parts, said, plan.out).extractor()));
  }

  /** One embedding with noise was asked for: without, it is measured and not built. */
  private boolean isOnlyForComparison(EmbeddingResult result) {
    boolean canBeNoisy =
        result.embedding() == Embedding.REDUCED || result.embedding() == Embedding.ADVANCED;
    return plan.embeddings.size() == 1
        && canBeNoisy
        && result.noise().isEmpty()
        && !plan.noise.isEmpty();
  }

  private static String suffix(EmbeddingResult result) {
    return result.embedding().word() + (result.noise().isPresent() ? "-noise" : "");
  }
}

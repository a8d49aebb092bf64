package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.Answers;
import dev.winnow.audit.Rows;
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
import dev.winnow.onnx.Parts;
import dev.winnow.privacy.Leakage;
import dev.winnow.privacy.Reidentification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Builds embeddings of one network, each a rung above the one before: cut, reduced, fine-tuned,
 * both, with noise. They share the pictures, the controls, the fine-tuning and the components.
 */
final class Ladder {
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
   * @param ground with the controls
   */
  record Built(Scored original, Ground ground, List<Rung> rungs) {
    ObjectNode toJson() {
      ObjectNode json = Json.object();
      json.set("original", original.toJson());
      ObjectNode controls = json.putObject("controls");
      controls.set("raw", ground.raw().toJson());
      controls.set("label", ground.label().toJson());
      controls.put("people", ground.lineup().people().size());
      controls.put("chance", ground.lineup().chance());
      var list = json.putArray("embeddings");
      rungs.forEach(rung -> list.add(rung.toJson()));
      return json;
    }
  }

  private final Plan plan;
  private final Ground ground;
  private final Console console;
  private final List<Rung> rungs = new ArrayList<>();

  Ladder(Plan plan, Ground ground, Console console) {
    this.plan = plan;
    this.ground = ground;
    this.console = console;
  }

  /** Builds from the lowest rung to the highest, and writes a package for each. */
  Built build() {
    Branch original = branch(plan.network, wants(Embedding.REDUCED), "the original feature");
    climb(original, Embedding.SIMPLE, Embedding.REDUCED);
    if (plan.tuning.isPresent()) {
      Tuned tuned = plan.tuning.get().run(console.progress("fine-tuning"));
      Branch branch = branch(tuned.network(), wants(Embedding.ADVANCED), "the fine-tuned feature");
      climb(branch, Embedding.SIAMESE, Embedding.ADVANCED);
    }
    return new Built(scored(original), ground, List.copyOf(rungs));
  }

  private boolean wants(Embedding embedding) {
    return plan.embeddings.contains(embedding);
  }

  private Scored scored(Branch branch) {
    return ground.primary().scored(branch.answers());
  }

  private Branch branch(Network network, boolean reduced, String what) {
    OptionalInt dims = reduced ? OptionalInt.of(plan.dims) : OptionalInt.empty();
    Cut cut = network.cut(plan.cut.tensor());
    return Branch.of(network, cut, ground, dims, console.progress("looking at " + what));
  }

  private void climb(Branch branch, Embedding whole, Embedding reduced) {
    if (wants(whole)) {
      Rung rung =
          rung(
              whole,
              branch.shape(),
              OptionalDouble.empty(),
              Optional.empty(),
              scored(branch),
              branch.features());
      write(rung, branch.parts());
    }
    if (wants(reduced)) {
      Reduced few = Reduced.of(branch, ground, console.progress("reducing to " + plan.dims));
      Network analyzer = measure(few, reduced, OptionalDouble.empty(), Optional.empty());
      if (!plan.noise.isEmpty()) {
        few = plan.noise.isResponse() ? few.centredOnAnswer(analyzer) : few;
        NoiseSearch.Choice choice =
            new NoiseSearch(few, ground, plan.noise)
                .find(console.progress("choosing clip and noise"));
        choice.loss().ifPresent(loss -> sayChoice(choice, loss));
        measure(few, reduced, OptionalDouble.of(choice.clip()), Optional.of(choice.chosen()));
      }
    }
  }

  private void sayChoice(NoiseSearch.Choice choice, Loss loss) {
    String dear =
        loss.most() > plan.noise.mostLoss() / 100
            ? "; nothing surely costs less, so give more samples or a larger --max-loss"
            : "";
    console.say(
        "chose clip %s and noise %s, which cost %s%s"
            .formatted(choice.clip(), choice.chosen().text(), loss, dear));
  }

  /** Measures a reduced embedding, and gives back its analyzer. */
  private Network measure(
      Reduced few,
      Embedding embedding,
      OptionalDouble clip,
      Optional<NoiseSearchSpace.Chosen> noise) {
    Network analyzer =
        few.analyzer(
            clip,
            noise.map(NoiseSearchSpace.Chosen::mechanism),
            console.progress("refitting the analyzer"));
    Parts parts = new Parts(few.extractor(clip), analyzer);
    if (embedding == Embedding.ADVANCED && noise.isPresent() && plan.joint.isPresent()) {
      Joint.Made made =
          new Joint(plan.joint.get(), plan.preprocessing, plan.partition)
              .of(parts, noise.get(), plan.noise, ground, console);
      measure(made.parts(), embedding, clip, Optional.of(made.noise()));
    } else {
      measure(parts, embedding, clip, noise);
    }
    return analyzer;
  }

  /** Measures a reduced embedding with the very parts that go into its package. */
  private void measure(
      Parts parts,
      Embedding embedding,
      OptionalDouble clip,
      Optional<NoiseSearchSpace.Chosen> noise) {
    Rows clean = ground.features(parts.extractor(), ground.test(), console.progress("measuring"));
    Primary primary = ground.primary();
    SimulatedNodes nodes = ground.nodes(noise.map(NoiseSearchSpace.Chosen::mechanism));
    List<Scored> each =
        nodes
            .sent(clean)
            .map(sent -> Answers.of(parts.analyzer(), primary.heads(), sent, ground.threads()))
            .map(primary::scored)
            .toList();
    // An attacker faces one node.
    Rows lineup = nodes.sent(clean.of(ground.lineup().samples()), 0);
    Shape shape = Shape.of(plan.dims);
    write(rung(embedding, shape, clip, noise, Scored.mean(each), lineup), parts);
  }

  private Rung rung(
      Embedding embedding,
      Shape shape,
      OptionalDouble clip,
      Optional<NoiseSearchSpace.Chosen> noise,
      Scored accuracy,
      Rows lineup) {
    Reidentification identity = ground.attack(lineup);
    double leakage =
        Leakage.of(identity.strongest(), ground.raw().strongest(), ground.label().strongest());
    return new Rung(
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

  private void write(Rung rung, Parts parts) {
    console.say(LadderTable.line(rung));
    if (isOnlyForComparison(rung)) {
      rungs.add(rung);
      return;
    }
    Packaging.Description said =
        new Packaging.Description(
            plan.embeddings.size() == 1 ? plan.name : plan.name + "-" + suffix(rung),
            plan.version,
            plan.preprocessing,
            plan.cut,
            rung.embedding(),
            rung.clip(),
            rung.noise().map(NoiseSearchSpace.Chosen::mechanism),
            ground.primary().heads(),
            plan.provenance);
    rungs.add(rung.at(Packaging.write(parts, said, plan.out).extractor()));
  }

  /** One embedding with noise was asked for: without, it is measured and not built. */
  private boolean isOnlyForComparison(Rung rung) {
    boolean canBeNoisy =
        rung.embedding() == Embedding.REDUCED || rung.embedding() == Embedding.ADVANCED;
    return plan.embeddings.size() == 1
        && canBeNoisy
        && rung.noise().isEmpty()
        && !plan.noise.isEmpty();
  }

  private static String suffix(Rung rung) {
    return rung.embedding().word() + (rung.noise().isPresent() ? "-noise" : "");
  }
}

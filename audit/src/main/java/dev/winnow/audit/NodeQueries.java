package dev.winnow.audit;

import dev.winnow.attack.identification.AveragedQueries;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Codebook;
import dev.winnow.attack.identification.FrequencyMatching;
import dev.winnow.core.Digest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.noise.LocalRandomizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attacker works on who asks a node in one way or another, for each node of an audit: once,
 * again and again, about altered copies, with a codebook or with frequencies, or together with
 * other nodes.
 */
final class NodeQueries {
  private final ReleasedFeatures released;
  private final AuditContext context;

  NodeQueries(ReleasedFeatures released, AuditContext context) {
    this.released = released;
    this.context = context;
  }

  /** What an attacker makes of a node's answers about a line-up: a row each. */
  private interface Reading {
    Tensor of(ClosedSetProtocol protocol, int node);
  }

  /** What each node sends. */
  List<Trial> once() {
    return trials("feature", this::sent);
  }

  /** The mean of several answers about each capture. */
  List<Trial> repeated(int answers) {
    return trials(
        "averaged",
        (protocol, node) -> {
          Tensor clean = released.clean(protocol.samples()).values();
          List<Digest> captures = SimulatedNodes.captures(protocol.samples(), "");
          SimulatedNodes.Release asked = released.nodes().node(node);
          return AveragedQueries.averaged(clean, answers, rows -> asked.release(rows, captures));
        });
  }

  /** The mean of the answers about slightly altered copies of each capture. */
  List<Trial> altered(int copies) {
    List<FeatureTable> made = released.altered(context.protocol().samples(), copies);
    return trials(
        "altered",
        (protocol, node) -> {
          List<Sample> samples = protocol.samples();
          SimulatedNodes.Release asked = released.nodes().node(node);
          List<Tensor> answers = new ArrayList<>();
          for (int copy = 0; copy < copies; copy++) {
            Tensor rows = made.get(copy).of(samples).values();
            asked.release(rows, SimulatedNodes.captures(samples, " copy " + copy));
            answers.add(rows);
          }
          return mean(answers);
        });
  }

  /**
   * What an attacker reads who holds the extractor, and captures of its own of the node's: it knows
   * the clean features behind the answers about known captures.
   */
  List<Trial> codebook(Mechanism mechanism) {
    return trials(
        "codebook",
        (protocol, node) -> {
          int known = protocol.known().size();
          Tensor clean = clamped(protocol.samples(), mechanism).rows(0, known);
          Tensor answers = sent(protocol, node);
          int all = answers.shape().dim(0);
          return Codebook.of(clean, answers.rows(0, known)).rows(answers.rows(known, all));
        });
  }

  /** What an attacker reads who knows how often each feature occurs among other people. */
  List<Trial> frequencies(Mechanism mechanism) {
    Tensor background = clamped(context.background(), mechanism);
    return trials(
        "frequencies",
        (protocol, node) -> FrequencyMatching.decoded(sent(protocol, node), background));
  }

  /** The mean of what all nodes send that see each capture. */
  List<Trial> colluding() {
    return trials(
        "colluding",
        (protocol, node) ->
            mean(released.nodes().numbers().stream().map(each -> sent(protocol, each)).toList()));
  }

  private List<Trial> trials(String word, Reading reading) {
    return released.nodes().numbers().stream()
        .limit(context.trials())
        .map(
            node -> {
              ClosedSetProtocol protocol = context.protocol(node);
              return released.trial(protocol, word, reading.of(protocol, node));
            })
        .toList();
  }

  private Tensor sent(ClosedSetProtocol protocol, int node) {
    return released.sent(protocol.samples(), node).values();
  }

  private Tensor clamped(List<Sample> samples, Mechanism mechanism) {
    Tensor rows = released.clean(samples).values();
    LocalRandomizer.clamp(mechanism, rows);
    return rows;
  }

  private static Tensor mean(List<Tensor> several) {
    Shape shape = several.get(0).shape();
    Tensor mean = Tensor.allocate(shape);
    for (int i = 0; i < shape.size(); i++) {
      int at = i;
      mean.buffer()
          .put(
              i, (float) several.stream().mapToDouble(t -> t.buffer().get(at)).average().orElse(0));
    }
    return mean;
  }
}

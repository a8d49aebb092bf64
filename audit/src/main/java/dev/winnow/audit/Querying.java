package dev.winnow.audit;

import dev.winnow.core.Digest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.noise.LocalRandomizer;
import dev.winnow.privacy.Codebook;
import dev.winnow.privacy.FrequencyMatching;
import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Repeated;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attacker works on who asks a node in one way or another, for each node of an audit: once,
 * again and again, about altered copies, with a codebook or with frequencies, or together with
 * other nodes.
 */
final class Querying {
  private final Exposure exposure;
  private final Scene scene;

  Querying(Exposure exposure, Scene scene) {
    this.exposure = exposure;
    this.scene = scene;
  }

  /** What an attacker makes of a node's answers about a line-up: a row each. */
  private interface Reading {
    Tensor of(Lineup lineup, int node);
  }

  /** What each node sends. */
  List<Draw> once() {
    return draws("feature", this::sent);
  }

  /** The mean of several answers about each capture. */
  List<Draw> repeated(int answers) {
    return draws(
        "averaged",
        (lineup, node) -> {
          Tensor clean = exposure.clean(lineup.samples()).values();
          List<Digest> captures = SimulatedNodes.captures(lineup.samples(), "");
          SimulatedNodes.Release asked = exposure.nodes().node(node);
          return Repeated.averaged(clean, answers, rows -> asked.release(rows, captures));
        });
  }

  /** The mean of the answers about slightly altered copies of each capture. */
  List<Draw> altered(int copies) {
    List<Rows> made = exposure.altered(scene.lineup().samples(), copies);
    return draws(
        "altered",
        (lineup, node) -> {
          List<Sample> samples = lineup.samples();
          SimulatedNodes.Release asked = exposure.nodes().node(node);
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
   * What an attacker reads who holds the extractor, and pictures of its own of the node's: it knows
   * the clean features behind the answers about known captures.
   */
  List<Draw> codebook(Mechanism mechanism) {
    return draws(
        "codebook",
        (lineup, node) -> {
          int known = lineup.known().size();
          Tensor clean = clamped(lineup.samples(), mechanism).rows(0, known);
          Tensor answers = sent(lineup, node);
          int all = answers.shape().dim(0);
          return Codebook.of(clean, answers.rows(0, known)).rows(answers.rows(known, all));
        });
  }

  /** What an attacker reads who knows how often each feature occurs among other people. */
  List<Draw> frequencies(Mechanism mechanism) {
    Tensor background = clamped(scene.background(), mechanism);
    return draws(
        "frequencies", (lineup, node) -> FrequencyMatching.decoded(sent(lineup, node), background));
  }

  /** The mean of what all nodes send that see each capture. */
  List<Draw> colluding() {
    return draws(
        "colluding",
        (lineup, node) ->
            mean(exposure.nodes().numbers().stream().map(each -> sent(lineup, each)).toList()));
  }

  private List<Draw> draws(String word, Reading reading) {
    return exposure.nodes().numbers().stream()
        .limit(scene.draws())
        .map(
            node -> {
              Lineup lineup = scene.lineup(node);
              return exposure.draw(lineup, word, reading.of(lineup, node));
            })
        .toList();
  }

  private Tensor sent(Lineup lineup, int node) {
    return exposure.sent(lineup.samples(), node).values();
  }

  private Tensor clamped(List<Sample> samples, Mechanism mechanism) {
    Tensor rows = exposure.clean(samples).values();
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

package dev.winnow.audit;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.privacy.Lineup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a package lets out of the captures of a scene: the features of its extractor, randomised as
 * nodes would.
 */
final class Exposure {
  private final Scene scene;
  private final Manifest manifest;
  private final SimulatedNodes nodes;
  private final Network extractor;
  private final Optional<Network> analyzer;
  private final Rows clean;

  private Exposure(
      Scene scene,
      ExtractorPackage subject,
      Network extractor,
      Optional<Network> analyzer,
      Rows clean) {
    this.scene = scene;
    this.manifest = subject.manifest();
    this.nodes = new SimulatedNodes(manifest.mechanism(), subject.manifestDigest());
    this.extractor = extractor;
    this.analyzer = analyzer;
    this.clean = clean;
  }

  /**
   * Runs the extractor on every capture once.
   *
   * @param analyzer that the attacker has, if it is at hand
   */
  static Exposure of(
      ExtractorPackage extractor, Optional<Network> analyzer, Scene scene, Progress progress) {
    Network network = Network.parse(extractor.manifest().name(), extractor.network());
    List<Sample> wanted = new ArrayList<>(scene.test());
    wanted.addAll(scene.background());
    Shape feature = extractor.manifest().feature().shape();
    try (Session session = Session.open(network, scene.threads())) {
      Rows clean = scene.captures().rows(wanted, feature, session::run, progress);
      return new Exposure(scene, extractor, network, analyzer, clean);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  Network extractor() {
    return extractor;
  }

  Optional<Mechanism> mechanism() {
    return manifest.mechanism();
  }

  /** The nodes that send. */
  SimulatedNodes nodes() {
    return nodes;
  }

  /** Features of some captures as the extractor makes them. */
  Rows clean(List<Sample> samples) {
    return clean.of(samples);
  }

  /** Features of some captures as they leave a node. */
  Rows sent(List<Sample> samples, int node) {
    Rows rows = clean.of(samples);
    nodes.release(rows, node);
    return rows;
  }

  /** Rows in the place of what a node sends of a line-up, in its order. */
  Draw draw(Lineup lineup, String word, Tensor values) {
    // Whoever is in a line-up could be read.
    return new Draw(lineup, new View(word, new Rows(lineup.samples(), values), analyzer));
  }

  /**
   * Features of slightly altered copies of some captures, as the extractor makes them: moved by up
   * to two pixels, a little brighter or darker, and compressed anew ({@link Alteration}).
   *
   * @return one for each copy
   */
  List<Rows> altered(List<Sample> samples, int copies) {
    Shape shape = manifest.feature().shape();
    List<Rows> made = new ArrayList<>();
    try (Session session = Session.open(extractor, scene.threads())) {
      for (int copy = 0; copy < copies; copy++) {
        Alteration alteration = new Alteration(manifest.preprocessing(), scene.seed() + copy);
        made.add(
            scene
                .captures()
                .rows(
                    samples,
                    shape,
                    pictures -> session.run(alteration.of(pictures)),
                    Progress.NONE));
      }
    }
    return made;
  }
}

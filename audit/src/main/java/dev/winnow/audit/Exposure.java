package dev.winnow.audit;

import dev.winnow.core.Digest;
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
import dev.winnow.privacy.Repeated;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

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
    return nodes.sent(clean.of(samples), node);
  }

  /** What one node sends of the line-up. */
  View view(Lineup lineup, int node) {
    return new View("feature", sent(lineup.samples(), node), analyzer);
  }

  /** The line-up's features made into something else by an attacker. */
  View view(String word, Rows rows) {
    return new View(word, rows, analyzer);
  }

  /** The mean of several answers of one node about each capture of the line-up. */
  View averaged(Lineup lineup, int node, int answers) {
    Rows rows = clean(lineup.samples());
    List<Digest> captures = SimulatedNodes.captures(rows.samples(), "");
    SimulatedNodes.Release asked = nodes.node(node);
    Tensor means =
        Repeated.averaged(rows.values(), answers, values -> asked.release(values, captures));
    return view("averaged", new Rows(rows.samples(), means));
  }

  /** The mean of what all nodes answer that see each capture of the line-up. */
  View colluding(Lineup lineup) {
    Rows rows = clean(lineup.samples());
    List<Digest> captures = SimulatedNodes.captures(rows.samples(), "");
    Iterator<Integer> next = nodes.numbers().iterator();
    Tensor means =
        Repeated.averaged(
            rows.values(),
            nodes.numbers().size(),
            values -> nodes.node(next.next()).release(values, captures));
    return view("colluding", new Rows(rows.samples(), means));
  }

  /**
   * The mean of the answers about slightly altered copies of each capture of the line-up: moved by
   * up to two pixels, a little brighter or darker, and compressed anew ({@link Alteration}).
   */
  View altered(Lineup lineup, int node, int copies, Progress progress) {
    Shape shape = manifest.feature().shape();
    Alteration alteration = new Alteration(manifest.preprocessing(), scene.seed());
    SimulatedNodes.Release asked = nodes.node(node);
    AtomicInteger copy = new AtomicInteger();
    try (Session session = Session.open(extractor, scene.threads())) {
      Rows rows =
          scene
              .captures()
              .rows(
                  lineup.samples(),
                  shape,
                  pictures ->
                      alteration.averaged(
                          pictures,
                          copies,
                          altered -> {
                            Tensor features = session.run(altered);
                            asked.release(features, copies(features, copy));
                            return features;
                          }),
                  progress);
      return view("altered", rows.of(lineup.samples()));
    }
  }

  /** Each altered copy is a capture of its own. */
  private static List<Digest> copies(Tensor features, AtomicInteger copy) {
    return IntStream.range(0, features.shape().dim(0))
        .mapToObj(i -> "copy " + copy.incrementAndGet())
        .map(word -> Digest.of(word.getBytes(StandardCharsets.US_ASCII)))
        .toList();
  }
}

package dev.winnow.audit;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.Noise;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.edge.Disguise;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.privacy.Repeated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a package lets out of the captures of a scene: the features of its extractor, with the very
 * noise of the edge.
 */
final class Exposure {
  private final Scene scene;
  private final Manifest manifest;
  private final Network extractor;
  private final Optional<Network> analyzer;
  private final Rows clean;

  private Exposure(
      Scene scene, Manifest manifest, Network extractor, Optional<Network> analyzer, Rows clean) {
    this.scene = scene;
    this.manifest = manifest;
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
      return new Exposure(scene, extractor.manifest(), network, analyzer, clean);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  Network extractor() {
    return extractor;
  }

  Optional<Noise> noise() {
    return manifest.noise();
  }

  /** Whether the same capture always gets the same answer. */
  boolean isPermanent() {
    return noise().map(added -> added.mode() == Noise.Mode.PERMANENT).orElse(true);
  }

  /** Features of some captures before the noise. */
  Rows clean(List<Sample> samples) {
    return clean.of(samples);
  }

  /** Features of some captures as they leave the edge. */
  Rows sent(List<Sample> samples) {
    Rows rows = clean.of(samples);
    disguise().ifPresent(disguise -> disguise.apply(rows.values()));
    return rows;
  }

  /** What the noise is added to, of some captures: features in the middle of their cells. */
  Tensor rounded(List<Sample> samples) {
    Tensor rows = clean.of(samples).values();
    disguise().ifPresent(disguise -> disguise.round(rows));
    return rows;
  }

  /** What the line-up sends. */
  View view() {
    return new View("feature", sent(scene.lineup().samples()), analyzer);
  }

  /** The mean of several answers about each capture of the line-up. */
  View averaged(int answers) {
    Rows rows = clean(scene.lineup().samples());
    Tensor means =
        disguise()
            .map(disguise -> Repeated.averaged(rows.values(), answers, disguise::apply))
            .orElse(rows.values());
    return new View("averaged", new Rows(rows.samples(), means), analyzer);
  }

  /**
   * The mean of the answers about slightly altered copies of each capture: moved by up to two
   * pixels, a little brighter or darker, and compressed anew ({@link Alteration}).
   */
  View altered(int copies, Progress progress) {
    Shape shape = manifest.feature().shape();
    Optional<Disguise> disguise = disguise();
    Alteration alteration = new Alteration(manifest.preprocessing(), scene.seed());
    try (Session session = Session.open(extractor, scene.threads())) {
      Rows rows =
          scene
              .captures()
              .rows(
                  scene.lineup().samples(),
                  shape,
                  pictures ->
                      alteration.averaged(
                          pictures,
                          copies,
                          altered -> {
                            Tensor features = session.run(altered);
                            disguise.ifPresent(added -> added.apply(features));
                            return features;
                          }),
                  progress);
      return new View("altered", rows.of(scene.lineup().samples()), analyzer);
    }
  }

  private Optional<Disguise> disguise() {
    return noise().map(added -> Disguises.measuring(added, scene.seed()));
  }
}

package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CapturePerturbation;
import dev.winnow.data.Modality;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a package lets out of the captures of a scene: the features of its extractor, randomised as
 * nodes would.
 */
final class ReleasedFeatures {
  private static final long MOST_KEPT = 1L << 29;

  private final AuditContext context;
  private final Manifest manifest;
  private final SimulatedNodes nodes;
  private final Network extractor;
  private final Optional<Network> analyzer;
  private final Optional<FeatureTable> kept;
  private final LayerViews layers;

  private ReleasedFeatures(
      AuditContext context,
      ExtractorPackage target,
      Network extractor,
      Optional<Network> analyzer,
      Optional<FeatureTable> kept) {
    this.context = context;
    this.manifest = target.manifest();
    this.nodes = new SimulatedNodes(manifest.network().mechanism(), target.manifestDigest());
    this.extractor = extractor;
    this.analyzer = analyzer;
    this.kept = kept;
    this.layers = new LayerViews(extractor, manifest.network().cut().tensor(), context);
  }

  /**
   * Runs the extractor on every capture once, and keeps what comes out; or whenever it is asked
   * for, where that is too much to keep.
   *
   * @param analyzer that the attacker has, if it is at hand
   */
  static ReleasedFeatures of(
      ExtractorPackage extractor,
      Optional<Network> analyzer,
      AuditContext context,
      Progress progress) {
    return of(extractor, analyzer, context, MOST_KEPT, progress);
  }

  /**
   * The same.
   *
   * @param most bytes of features that are kept
   */
  static ReleasedFeatures of(
      ExtractorPackage extractor,
      Optional<Network> analyzer,
      AuditContext context,
      long most,
      Progress progress) {
    Network network = Network.parse(extractor.manifest().name(), extractor.network());
    List<Sample> wanted = new ArrayList<>(context.test());
    wanted.addAll(context.background());
    long bytes = (long) extractor.manifest().network().feature().bytes() * wanted.size();
    Optional<FeatureTable> kept =
        bytes > most
            ? Optional.empty()
            : Optional.of(context.captures().features(network, wanted, progress));
    return new ReleasedFeatures(context, extractor, network, analyzer, kept);
  }

  Manifest manifest() {
    return manifest;
  }

  Network extractor() {
    return extractor;
  }

  /** The captures as layers of the extractor show them. */
  LayerViews layers() {
    return layers;
  }

  /** Whether the feature is sent as it is at the cut: neither reduced nor randomised. */
  boolean areWhole() {
    return mechanism().isEmpty()
        && extractor.outputs().get(0).name().equals(manifest.network().cut().tensor());
  }

  Optional<Mechanism> mechanism() {
    return manifest.network().mechanism();
  }

  /** The nodes that send. */
  SimulatedNodes nodes() {
    return nodes;
  }

  /** Features of some captures as the extractor makes them. */
  FeatureTable clean(List<Sample> samples) {
    return kept.map(all -> all.of(samples))
        .orElseGet(() -> context.captures().features(extractor, samples, Progress.NONE));
  }

  /** Features of some captures as they leave a node. */
  FeatureTable sent(List<Sample> samples, int node) {
    FeatureTable rows = clean(samples);
    nodes.release(rows, node);
    return rows;
  }

  /** Rows in the place of what a node sends of a line-up, in its order. */
  Trial trial(ClosedSetProtocol protocol, String word, Tensor values) {
    // Whoever is in a line-up could be read.
    return new Trial(
        protocol, AttackerView.of(word, new FeatureTable(protocol.samples(), values), analyzer));
  }

  /**
   * Features of slightly altered copies of some captures, as the extractor makes them ({@link
   * Modality#perturbation}).
   *
   * @return one for each copy
   */
  List<FeatureTable> altered(List<Sample> samples, int copies) {
    Shape shape = manifest.network().feature().shape();
    List<FeatureTable> made = new ArrayList<>();
    try (Session session = Session.open(extractor, context.threads())) {
      for (int copy = 0; copy < copies; copy++) {
        CapturePerturbation perturbation =
            context
                .captures()
                .modality()
                .perturbation(manifest.preprocessing(), context.seed() + copy);
        made.add(
            context
                .captures()
                .rows(
                    samples, shape, inputs -> session.run(perturbation.of(inputs)), Progress.NONE));
      }
    }
    return made;
  }
}

package dev.winnow.audit;

import dev.winnow.attack.control.LayerFeatures;
import dev.winnow.core.Digest;
import dev.winnow.data.CaptureFeature;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Optional;

/**
 * The captures of a line-up as layers of one extractor show them, up to the feature before it is
 * reduced or randomised: whoever has captures and the extractor can look at them so, and an inner
 * feature may be easier to read than pixels.
 *
 * <p>Safe for use by several threads.
 */
final class LayerViews {
  private final Optional<Network> network;
  private final AuditContext context;
  private final String key;
  private Optional<AttackerView> whole = Optional.empty();
  private Optional<List<AttackerView>> inner = Optional.empty();

  /**
   * Looks at nothing yet.
   *
   * @param cut tensor of the extractor; without it there are no layers
   */
  LayerViews(Network extractor, String cut, AuditContext context) {
    this.network = LayerFeatures.upTo(extractor, cut);
    this.context = context;
    this.key = network.map(part -> Digest.of(part.toBytes()).text()).orElse("none");
  }

  /** What the views depend on, beside the captures: extractors may share their layers. */
  String key() {
    return key;
  }

  /** The feature at the cut; empty if there is no such cut. */
  synchronized Optional<AttackerView> whole() {
    if (whole.isEmpty()) {
      int captures = context.prepared().samples().size();
      whole =
          network
              .map(part -> LayerFeatures.whole(part, captures, context.threads()))
              .map(this::view);
    }
    return whole;
  }

  /** Layers before it, pooled so that they are small. */
  synchronized List<AttackerView> inner() {
    if (inner.isEmpty()) {
      inner =
          Optional.of(
              network.stream()
                  .flatMap(part -> LayerFeatures.before(part, context.threads()).stream())
                  .map(this::view)
                  .toList());
    }
    return inner.get();
  }

  private AttackerView view(CaptureFeature feature) {
    FeatureTable prepared = context.prepared();
    return AttackerView.ofLayer(
        feature.word(), new FeatureTable(prepared.samples(), feature.of(prepared.values())));
  }
}

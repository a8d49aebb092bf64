package dev.winnow.build.plan;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.build.Resolution;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkException;
import dev.winnow.onnx.NetworkImport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network for images of one size, or for other captures as it is.
 *
 * @param resolution empty for its own
 * @param network of classes with names
 * @param captures prepared as it wants them
 */
record SizedNetwork(Optional<Resolution> resolution, Network network, PreparedSamples captures) {
  /** Of the network's own width and height, the other sizes to try. */
  private static final List<Double> SCALES = List.of(0.85, 0.7, 0.57, 0.43);

  /** All sizes that the network takes, its own first. */
  static List<SizedNetwork> all(PlanTask task) {
    PreparedSamples captures = task.uncut().captures();
    Network whole = task.uncut().network();
    List<SizedNetwork> sizes = new ArrayList<>();
    sizes.add(new SizedNetwork(Optional.empty(), whole, captures));
    if (captures.preprocessor().spec() instanceof ImageSpec own) {
      for (Resolution size : smaller(own)) {
        try {
          sizes.add(of(task, size, own));
        } catch (NetworkException e) {
          // Dense layers over places take one size only: there is less to choose from.
          return sizes;
        }
      }
    }
    return sizes;
  }

  private static SizedNetwork of(PlanTask task, Resolution size, ImageSpec whole) {
    NetworkImport resized = size.of(task.imported());
    InputSpec input = size.preparation(whole);
    Network network = resized.taking(input.shape()).network();
    ModelCard card = task.uncut().network().card().withPreprocessing(input);
    PreparedSamples own = task.uncut().captures();
    PreparedSamples captures = PreparedSamples.of(own.set(), own.modality(), input, own.threads());
    return new SizedNetwork(Optional.of(size), network.withCard(card), captures);
  }

  /** Multiples of what strides divide by, as far as the image has room for them. */
  private static List<Resolution> smaller(ImageSpec own) {
    int side = Math.min(own.width(), own.height());
    int step = side >= 96 ? 16 : side >= 48 ? 8 : 4;
    return SCALES.stream()
        .map(
            scale ->
                new Resolution(near(own.width() * scale, step), near(own.height() * scale, step)))
        .filter(size -> size.width() < own.width() && size.height() < own.height())
        .distinct()
        .toList();
  }

  private static int near(double extent, int step) {
    return Math.max(step, (int) Math.round(extent / step) * step);
  }
}

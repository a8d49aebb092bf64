package dev.winnow.app.mask;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.detection.DetectorFamily;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector that nobody trained: it finds what is red and what is blue, in cells of a YOLOX's form
 * (Ge et al. 2021), so that the demo has a tagger without fetching one.
 */
final class ColourTagger {
  private static final int SIZE = 192;
  private static final int[] STRIDES = {8, 16, 32};

  /** Centre, extent, whether there is something, and what: a ball, a kite. */
  private static final int VALUES = 7;

  /** What the demo's ball and kite measure in the smallest cells, as a logarithm. */
  private static final float EXTENT = (float) Math.log(4.5);

  /** So many pixels around a cell's centre are looked at: as much as lies within the ball. */
  private static final int SEEN = 24;

  /** How much more of one colour there must be, of 255, and from there to certainty. */
  private static final float LEAST = 90;

  private static final float SPAN = 60;

  private ColourTagger() {}

  /** How its outputs are read. */
  static DetectorSpec spec() {
    return new DetectorSpec(DetectorFamily.YOLOX, 0.3, 0.1, List.of("ball", "kite"), 1);
  }

  static Network network() {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String image = builder.input("image", Shape.of(3, SIZE, SIZE));
    String least = builder.constant("least", Tensor.of(Shape.of(), 0));
    String most = builder.constant("most", Tensor.of(Shape.of(VALUES, 1, 1), 1, 1, 2, 2, 1, 1, 1));
    String rows = builder.integers("rows", 0, VALUES, -1);
    List<String> cells = new ArrayList<>();
    for (int stride : STRIDES) {
      // Larger cells see too little of a colour; they find nothing.
      boolean sees = stride == STRIDES[0];
      String means =
          builder.node("AveragePool", "means" + stride, List.of(image), window(stride, sees));
      String values =
          builder.conv(
              "values" + stride,
              means,
              weight(sees),
              Tensor.of(Shape.of(VALUES), bias(sees)),
              Attributes.none());
      String positive =
          builder.node("Max", "positive" + stride, List.of(values, least), Attributes.none());
      String shares =
          builder.node("Min", "shares" + stride, List.of(positive, most), Attributes.none());
      String flat =
          builder.node("Reshape", "flat" + stride, List.of(shares, rows), Attributes.none());
      cells.add(
          builder.node(
              "Transpose",
              "cells" + stride,
              List.of(flat),
              Attributes.none().withIntegers("perm", 0, 2, 1)));
    }
    return builder
        .output(builder.node("Concat", "objects", cells, Attributes.none().withInteger("axis", 1)))
        .build();
  }

  /** Most of a colour is there where a cell's centre is that of the thing. */
  private static Attributes window(int stride, boolean sees) {
    int side = sees ? SEEN : stride;
    int pad = (side - stride) / 2;
    return Attributes.none()
        .withIntegers("kernel_shape", side, side)
        .withIntegers("strides", stride, stride)
        .withIntegers("pads", pad, pad, pad, pad);
  }

  /** From means of blue, green and red. */
  private static Tensor weight(boolean sees) {
    float[] weight = new float[VALUES * 3];
    if (sees) {
      float[] red = {-0.5f / SPAN, -0.5f / SPAN, 1 / SPAN};
      float[] blue = {1 / SPAN, -0.5f / SPAN, -0.5f / SPAN};
      System.arraycopy(red, 0, weight, 5 * 3, 3);
      System.arraycopy(blue, 0, weight, 6 * 3, 3);
    }
    return Tensor.of(Shape.of(VALUES, 3, 1, 1), weight);
  }

  private static float[] bias(boolean sees) {
    float something = sees ? 1 : 0;
    return new float[] {0.5f, 0.5f, EXTENT, EXTENT, something, -LEAST / SPAN, -LEAST / SPAN};
  }
}

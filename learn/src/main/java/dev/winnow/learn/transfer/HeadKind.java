package dev.winnow.learn.transfer;

import dev.winnow.learn.tabular.TabularNetworks;
import dev.winnow.learn.tabular.TabularNetworks.Standardisation;
import dev.winnow.onnx.Network;

/** What a head computes. */
public enum HeadKind {
  /** Multinomial logistic regression: one dense layer. */
  LOGISTIC(0.03),
  /** A perceptron of one hidden layer of 128 rectified units. */
  PERCEPTRON(0.02);

  private static final int HIDDEN = 128;

  private final double step;

  HeadKind(double step) {
    this.step = step;
  }

  /** The learning rate: the wider a feature, the more weights move together. */
  double rate(int width) {
    return step / Math.sqrt(width);
  }

  Network untrained(Network backbone, Standardisation sizes, int classes, HeadSettings settings) {
    return this == LOGISTIC
        ? TabularNetworks.head(backbone, sizes, classes)
        : TabularNetworks.head(backbone, sizes, HIDDEN, classes, settings.seed());
  }
}

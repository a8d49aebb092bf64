package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Networks that can be trained from scratch: of images, of recordings and of series. Numbers of
 * weights of the first three are for two classes of images in colour.
 */
public enum Architecture {
  /**
   * Eight convolutions with batch normalisation in four blocks, in the manner of Simonyan and
   * Zisserman (2015); 116,402 weights, about 460 kB.
   */
  VGG(Vgg.SMALLEST),
  /**
   * Eight residual blocks in four stages, in the manner of He et al. (2016); 263,026 weights, about
   * 1 MB, and nearly three times the work of {@link #VGG}.
   */
  RESIDUAL(Residual.SMALLEST),
  /**
   * Six depthwise separable blocks, in the manner of Howard et al. (2017); 37,570 weights, about
   * 150 kB, and a fifth of the work of {@link #VGG}: for an edge that can do little.
   */
  DEPTHWISE(Depthwise.SMALLEST),
  /**
   * Convolutions along time and the mean over it, of series or of the samples of recordings (Dai et
   * al. 2017).
   */
  CNN1D(Convolutional.SHORTEST),
  /** Convolutions over time and pitch and the mean over both, of spectrograms. */
  CNN2D(Convolutional.SMALLEST),
  /** Gated recurrent units (Cho et al. 2014), of series or of spectrograms frame by frame. */
  GRU(1),
  /** Long short-term memory (Hochreiter and Schmidhuber 1997), of the same. */
  LSTM(1),
  /** Convolutions and then gated recurrent units (Choi et al. 2017), of the same. */
  CRNN(Recurrent.SMALLEST);

  private final int smallest;

  Architecture(int smallest) {
    this.smallest = smallest;
  }

  /** The word used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has a recurrent part. */
  public boolean isRecurrent() {
    return this == GRU || this == LSTM || this == CRNN;
  }

  /**
   * Refuses inputs that this cannot be made for.
   *
   * @param input the shape of a sample
   * @throws InvalidSettingException if it has other axes, or one that is too short
   */
  public void requireInput(Shape input) {
    boolean fits = forms().stream().anyMatch(form -> form.fits(input));
    boolean large =
        IntStream.range(input.rank() == 1 ? 0 : 1, input.rank())
            .allMatch(axis -> input.dim(axis) >= smallest);
    String bound =
        forms().stream().map(SampleAxes::axes).collect(Collectors.joining(" or "))
            + (smallest > 1 ? ", each but channels at least " + smallest : "");
    InvalidSettingException.require(fits && large, "the input of " + word(), input, bound);
  }

  /**
   * A network with random weights, whose output is the probability of each class.
   *
   * @throws InvalidSettingException if it cannot be made for such input
   */
  public Network untrained(Blueprint blueprint) {
    requireInput(blueprint.input());
    return switch (this) {
      case VGG -> Vgg.network(blueprint);
      case RESIDUAL -> Residual.network(blueprint);
      case DEPTHWISE -> Depthwise.network(blueprint);
      case CNN1D -> Convolutional.along(blueprint);
      case CNN2D -> Convolutional.over(blueprint);
      case GRU -> Recurrent.gru(blueprint);
      case LSTM -> Recurrent.lstm(blueprint);
      case CRNN -> Recurrent.crnn(blueprint);
    };
  }

  private List<SampleAxes> forms() {
    return switch (this) {
      case VGG, RESIDUAL, DEPTHWISE, CNN2D -> List.of(SampleAxes.PLANES);
      case CNN1D -> List.of(SampleAxes.SAMPLES, SampleAxes.SERIES);
      case GRU, LSTM, CRNN -> List.of(SampleAxes.SERIES, SampleAxes.PLANES);
    };
  }
}

package dev.winnow.zoo;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.Optional;

/**
 * The constants of a mel spectrogram: a Fourier transform of 512 samples as two convolutions, and
 * the weights of its 257 frequencies in 32 bands.
 *
 * @param real 257 × 1 × 512
 * @param imaginary 257 × 1 × 512
 * @param bands 257 × 32, for samples that count from −32,768 to 32,767
 */
record MelWeights(Tensor real, Tensor imaginary, Tensor bands) {
  private static final Shape TRANSFORM = Shape.of(257, 1, 512);
  private static final Shape BANDS = Shape.of(257, 32);

  /** Any length would do: only constants are read. */
  private static final int SAMPLES = 16_000;

  /**
   * Reads them from the network that computes the spectrogram of a recording.
   *
   * @throws RefusedPackageException if it holds no such constants
   */
  static MelWeights read(byte[] onnx) {
    ConversionOptions options =
        new ConversionOptions(Optional.of(Shape.of(SAMPLES)), Optional.of(OutputKind.REGRESSION));
    Network network = NetworkImport.parse("melspectrogram", onnx, options).network();
    return new MelWeights(
        constant(network, "0.stft.conv_real.weight", TRANSFORM),
        constant(network, "0.stft.conv_imag.weight", TRANSFORM),
        constant(network, "1.melW", BANDS));
  }

  /**
   * The bands for samples from −1 to 1. The factor of their powers is a power of two, so that no
   * value is rounded anew.
   */
  Tensor unitBands() {
    Tensor scaled = Tensor.allocate(BANDS);
    for (int i = 0; i < BANDS.size(); i++) {
      scaled.buffer().put(i, bands.buffer().get(i) * 0x1p30f);
    }
    return scaled;
  }

  private static Tensor constant(Network network, String name, Shape shape) {
    return network
        .constant(name)
        .filter(tensor -> tensor.shape().equals(shape))
        .orElseThrow(
            () ->
                new RefusedPackageException(
                    "%s holds no weight %s of the shape %s; its layout is not the one this version of Winnow knows"
                        .formatted(network, name, shape)));
  }
}

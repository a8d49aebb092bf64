package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.ReconstructionMeasure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * Images as a decoder makes them: as prepared, but a fraction of the size. They are alike in {@code
 * ssim}, {@code psnr} and {@code mse} of their levels from 0 to 1, and shown side by side.
 *
 * @param preprocessing by which the captures were prepared
 * @param factor by which they shrink, which divides width and height
 */
public record ImageReconstruction(ImageSpec preprocessing, int factor)
    implements ReconstructionForm {
  private static final int LARGEST = 64;
  private static final int SMALLEST = 16;
  private static final int BLOCK = 8;
  private static final int CELL = 56;

  /**
   * The largest images that a decoder can make of such captures.
   *
   * @return empty if they cannot shrink by a whole number to a multiple of 8 from 16 to 64
   */
  public static Optional<ImageReconstruction> of(ImageSpec preprocessing) {
    OptionalInt factor = shrinkage(preprocessing);
    return factor.isPresent()
        ? Optional.of(new ImageReconstruction(preprocessing, factor.getAsInt()))
        : Optional.empty();
  }

  @Override
  public Shape shape() {
    return Shape.of(
        preprocessing.colour().channels(),
        preprocessing.height() / factor,
        preprocessing.width() / factor);
  }

  @Override
  public Tensor of(Tensor prepared) {
    return Denormalizer.smaller(prepared, factor);
  }

  @Override
  public Optional<Tensor> prepared(Tensor form) {
    return Optional.of(
        InputConverter.of(preprocessing, CropWindow.WHOLE, preprocessing).apply(form));
  }

  @Override
  public List<ReconstructionMeasure> measures() {
    return List.of(
        measure("ssim", ImageSimilarity::ssim),
        measure("psnr", ImageSimilarity::psnr),
        measure("mse", ImageSimilarity::mse));
  }

  private ReconstructionMeasure measure(String word, BiFunction<Tensor, Tensor, double[]> of) {
    return new ReconstructionMeasure(
        word,
        (originals, seen) ->
            of.apply(
                Denormalizer.shares(originals, preprocessing),
                Denormalizer.shares(seen, preprocessing)));
  }

  @Override
  public List<CaptureMedium> originals(Tensor prepared) {
    return strip(of(prepared));
  }

  @Override
  public List<CaptureMedium> seen(Tensor seen, Tensor prepared) {
    return strip(seen);
  }

  private List<CaptureMedium> strip(Tensor small) {
    Image sheet = ContactSheet.of(List.of(Denormalizer.images(small, preprocessing)), CELL);
    return List.of(new CaptureMedium("image/png", "", ContactSheet.png(sheet)));
  }

  private static OptionalInt shrinkage(ImageSpec prepared) {
    for (int factor = 1; factor <= Math.max(prepared.width(), prepared.height()); factor++) {
      if (fits(prepared.width(), factor) && fits(prepared.height(), factor)) {
        return OptionalInt.of(factor);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean fits(int side, int factor) {
    int small = side / factor;
    return side % factor == 0 && small % BLOCK == 0 && small <= LARGEST && small >= SMALLEST;
  }
}

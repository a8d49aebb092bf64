package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.ReconstructionMeasure;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Images as a decoder makes them: as prepared, but a fraction of the size. They are alike in {@code
 * ssim}, {@code psnr} and {@code mse} of their levels from 0 to 1, and shown side by side.
 *
 * @param preprocessing by which the captures were prepared
 * @param width of what is made, in pixels, a multiple of 8 from 16 to 64
 * @param height the same
 */
public record ImageReconstruction(ImageSpec preprocessing, int width, int height)
    implements ReconstructionForm {
  private static final int LARGEST = 64;
  private static final int SMALLEST = 16;
  private static final int BLOCK = 8;
  private static final int CELL = 56;

  /**
   * The largest images that a decoder can make of such captures: those that come of means over
   * whole pixels, or else what is nearest below.
   *
   * @return empty if captures are smaller than 16 pixels one way, or after they shrank to 64
   */
  public static Optional<ImageReconstruction> of(ImageSpec preprocessing) {
    int width = preprocessing.width();
    int height = preprocessing.height();
    for (int factor = 1; factor <= Math.max(width, height); factor++) {
      if (divides(width, factor) && divides(height, factor)) {
        return Optional.of(new ImageReconstruction(preprocessing, width / factor, height / factor));
      }
    }
    double scale = Math.min(1, (double) LARGEST / Math.max(width, height));
    ImageReconstruction nearest =
        new ImageReconstruction(
            preprocessing, blocks(width * scale) * BLOCK, blocks(height * scale) * BLOCK);
    return fits(nearest.width) && fits(nearest.height) ? Optional.of(nearest) : Optional.empty();
  }

  @Override
  public Shape shape() {
    return Shape.of(preprocessing.colour().channels(), height, width);
  }

  @Override
  public Tensor of(Tensor prepared) {
    int factor = preprocessing.width() / width;
    return factor * width == preprocessing.width() && factor * height == preprocessing.height()
        ? Denormalizer.smaller(prepared, factor)
        : InputConverter.of(preprocessing, CropWindow.WHOLE, preprocessing.withSize(width, height))
            .apply(prepared);
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

  private static boolean divides(int side, int factor) {
    int small = side / factor;
    return side % factor == 0 && small % BLOCK == 0 && fits(small);
  }

  private static int blocks(double side) {
    return (int) Math.floor(side / BLOCK + 1e-9);
  }

  private static boolean fits(int side) {
    return side >= SMALLEST && side <= LARGEST;
  }
}

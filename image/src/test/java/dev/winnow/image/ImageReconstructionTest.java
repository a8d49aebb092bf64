package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.ReconstructionMeasure;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageReconstructionTest {
  private static ImageSpec square(int side) {
    return new ImageSpec(
        side, side, 1, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB, Normalization.same(3, 0, 255));
  }

  private static Tensor images(int count, int side) {
    Random random = new Random(1);
    Tensor images = Tensor.allocate(Shape.of(count, 3, side, side));
    for (int i = 0; i < images.shape().size(); i++) {
      images.buffer().put(i, random.nextFloat());
    }
    return images;
  }

  @Test
  void of_imagesOfSomeSides_shrinksThemByTheLeastThatADecoderCanMake() {
    assertEquals(Optional.of(16), ImageReconstruction.of(square(16)).map(form -> form.width()));
    assertEquals(Optional.of(56), ImageReconstruction.of(square(224)).map(form -> form.width()));
    assertEquals(Optional.of(16), ImageReconstruction.of(square(17)).map(form -> form.width()));
    assertEquals(Optional.of(56), ImageReconstruction.of(square(60)).map(form -> form.width()));
    assertEquals(Optional.of(64), ImageReconstruction.of(square(227)).map(form -> form.width()));
    assertTrue(ImageReconstruction.of(square(15)).isEmpty());
  }

  @Test
  void of_prepared_areMeansOfSquares() {
    ReconstructionForm form = new ImageReconstruction(square(32), 16, 16);
    Tensor prepared = images(1, 32);

    Tensor small = form.of(prepared);

    assertEquals(form.shape(), small.shape().row());
    float mean = 0;
    for (int at : List.of(0, 1, 32, 33)) {
      mean += prepared.buffer().get(at) / 4;
    }
    assertEquals(mean, small.buffer().get(0), 1e-6);
    assertEquals(prepared.shape(), form.prepared(small).orElseThrow().shape());
  }

  /** Sixty pixels are no multiple of eight; the mean of an image stays what it is. */
  @Test
  void of_sidesThatNothingDivides_areResampledToTheNextBelow() {
    ReconstructionForm form = ImageReconstruction.of(square(60)).orElseThrow();
    Tensor prepared = images(1, 60);

    Tensor small = form.of(prepared);

    assertEquals(Shape.of(3, 56, 56), small.shape().row());
    assertEquals(mean(prepared), mean(small), 1e-3);
    assertEquals(prepared.shape(), form.prepared(small).orElseThrow().shape());
  }

  private static double mean(Tensor images) {
    double sum = 0;
    for (float value : images.toArray()) {
      sum += value;
    }
    return sum / images.shape().size();
  }

  @Test
  void measures_theImagesThemselves_areOneAHundredAndZero() {
    Tensor images = images(2, 16);

    List<ReconstructionMeasure> all = new ImageReconstruction(square(16), 16, 16).measures();

    assertEquals(
        List.of("ssim", "psnr", "mse"), all.stream().map(ReconstructionMeasure::word).toList());
    assertArrayEquals(new double[] {1, 1}, all.get(0).of(images, images), 1e-9);
    assertArrayEquals(new double[] {100, 100}, all.get(1).of(images, images), 1e-9);
    assertArrayEquals(new double[] {0, 0}, all.get(2).of(images, images), 1e-12);
  }

  @Test
  void originals_someImages_areOneStripOfThem() {
    ImageSpec spec = square(16);
    Tensor images = images(3, 16);

    CaptureMedium strip = ImageReconstruction.of(spec).orElseThrow().originals(images).get(0);

    Image expected = ContactSheet.of(List.of(Denormalizer.images(images, spec)), 56);
    assertEquals("image/png", strip.type());
    assertArrayEquals(ContactSheet.png(expected), strip.bytes());
  }
}

package dev.winnow.attack.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.image.ImageReconstruction;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.inversion.Decoder;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** People are colours. Decoders learn from some of them and are asked about others. */
class ReconstructionTest {
  private static final int SIZE = 16;
  private static final List<Integer> ASKED = Synthetic.turns(10, 4);

  private static final ReconstructionForm FORM =
      ImageReconstruction.of(GalleryTest.SHARES).orElseThrow();

  private static final TabularSettings SETTINGS =
      TabularSettings.of(new Schedule(30, 16, 5e-3, Optimizer.ADAM), 1, 1);

  /** Colours of people from 100 on, whom nobody is asked about. */
  private static Tensor learned() {
    List<Integer> people = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      people.add(100 + i);
    }
    return GalleryTest.images(people, SIZE, 3);
  }

  private static ReconstructionTargets originals() {
    Tensor learned = learned();
    Tensor guess = Tensor.allocate(Shape.of(3, SIZE, SIZE));
    int size = guess.shape().size();
    int count = learned.shape().dim(0);
    for (int i = 0; i < count * size; i++) {
      float share = learned.buffer().get(i) / count;
      guess.buffer().put(i % size, guess.buffer().get(i % size) + share);
    }
    return new ReconstructionTargets(
        GalleryTest.images(ASKED, SIZE, 2), ASKED, guess, FORM, Optional.of(GalleryTest.gallery()));
  }

  /** Mean levels of red, green and blue: all that the images differ in. */
  private static Tensor colours(Tensor images) {
    int count = images.shape().dim(0);
    Tensor colours = Tensor.allocate(Shape.of(count, 3));
    for (int i = 0; i < count * 3; i++) {
      double sum = 0;
      for (int j = 0; j < SIZE * SIZE; j++) {
        sum += images.buffer().get(i * SIZE * SIZE + j);
      }
      colours.buffer().put(i, (float) (sum / (SIZE * SIZE)));
    }
    return colours;
  }

  private static double value(Reconstruction found, Metric metric) {
    return found.metric(metric).estimate().value();
  }

  @Test
  void decoded_featureThatTellsTheColour_showsThePeople() {
    Tensor learned = learned();
    Network decoder = Decoder.train(colours(learned), learned, SETTINGS, Progress.NONE);
    ReconstructionTargets originals = originals();

    Reconstruction found =
        Reconstruction.decoded(decoder, colours(originals.captures()), originals, 1, 1);

    assertTrue(value(found, Metric.TOP_ONE) > 0.8, found.measurement().toString());
    assertTrue(
        value(found, Metric.PSNR) > 10 + found.metric(Metric.PSNR).chance(),
        found.measurement().toString());
    assertEquals("decoder", found.metric(Metric.SSIM).adversary());
  }

  @Test
  void decoded_featureOfNoise_showsNobodyAndNoMoreThanTheGuess() {
    Tensor learned = learned();
    Tensor noise = noise(200, 1);
    Network decoder = Decoder.train(noise, learned, SETTINGS, Progress.NONE);

    Reconstruction found = Reconstruction.decoded(decoder, noise(40, 2), originals(), 1, 1);

    // Ten people, forty answers: three standard errors above 0.1.
    assertTrue(value(found, Metric.TOP_ONE) < 0.25, found.measurement().toString());
    assertTrue(
        value(found, Metric.PSNR) < 1 + found.metric(Metric.PSNR).chance(),
        found.measurement().toString());
  }

  @Test
  void controls_originalsAndGuess_areTheCeilingAndTheFloor() {
    ReconstructionTargets originals = originals();

    Reconstruction raw = originals.raw(1);
    Reconstruction nothing = originals.nothing(1);

    assertEquals(1, value(raw, Metric.SSIM), 1e-9);
    assertEquals(0, value(raw, Metric.MSE), 1e-9);
    assertEquals(1, value(raw, Metric.TOP_ONE), 1e-9);
    assertEquals(nothing.metric(Metric.MSE).chance(), value(nothing, Metric.MSE), 1e-12);
    assertEquals(0.1, value(nothing, Metric.TOP_ONE), 1e-9);
    assertEquals(0.5, value(nothing, Metric.AREA), 0.15);
  }

  @Test
  void measure_namingWithoutAGallery_isRefused() {
    ReconstructionTargets complete = originals();
    ReconstructionTargets originals =
        new ReconstructionTargets(
            complete.captures(), ASKED, complete.guess(), FORM, Optional.empty());

    Reconstruction raw = originals.raw(1);

    assertThrows(IllegalArgumentException.class, () -> raw.metric(Metric.TOP_ONE));
  }

  @Test
  void originals_guessOfAnotherSize_isRefused() {
    Tensor images = GalleryTest.images(ASKED, SIZE, 2);
    Tensor guess = Tensor.allocate(Shape.of(3, 8, 8));

    assertThrows(
        IllegalArgumentException.class,
        () -> new ReconstructionTargets(images, ASKED, guess, FORM, Optional.empty()));
  }

  /** A mean of 2 and 4 is 3; of two rows of person 7, only the first is shown. */
  @Test
  void targets_imagesOfTheAttackers_areGuessedAtByTheirMean() {
    Tensor images = Tensor.of(Shape.of(3, 1, 1, 1), 1, 2, 3);
    Tensor learned = Tensor.of(Shape.of(2, 1, 1, 1), 2, 4);

    ReconstructionTargets targets =
        ReconstructionTargets.of(images, List.of(7, 7, 9), learned, FORM, Optional.empty());

    assertEquals(3, targets.guess().buffer().get(0));
    assertEquals(List.of(0, 2), targets.firstOfEach(5));
    assertEquals(List.of(9), targets.only(new int[] {2}).people());
  }

  private static Tensor noise(int rows, long seed) {
    Random random = new Random(seed);
    Tensor noise = Tensor.allocate(Shape.of(rows, 3));
    for (int i = 0; i < noise.shape().size(); i++) {
      noise.buffer().put(i, (float) random.nextGaussian());
    }
    return noise;
  }
}

package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Picture;
import dev.winnow.data.Window;
import dev.winnow.learn.Decoder;
import dev.winnow.learn.Optimiser;
import dev.winnow.learn.RowsSettings;
import dev.winnow.learn.Schedule;
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

  private static final RowsSettings SETTINGS =
      RowsSettings.of(new Schedule(30, 16, 5e-3, Optimiser.ADAM), 1, 1);

  /** Colours of people from 100 on, whom nobody is asked about. */
  private static Tensor learned() {
    List<Integer> people = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      people.add(100 + i);
    }
    return GalleryTest.pictures(people, SIZE, 3);
  }

  private static Originals originals() {
    Tensor learned = learned();
    Tensor guess = Tensor.allocate(Shape.of(3, SIZE, SIZE));
    int size = guess.shape().size();
    int count = learned.shape().dim(0);
    for (int i = 0; i < count * size; i++) {
      float share = learned.buffer().get(i) / count;
      guess.buffer().put(i % size, guess.buffer().get(i % size) + share);
    }
    return new Originals(
        GalleryTest.pictures(ASKED, SIZE, 2),
        ASKED,
        guess,
        GalleryTest.SHARES,
        Optional.of(GalleryTest.gallery(Window.WHOLE, SIZE)));
  }

  /** Mean levels of red, green and blue: all that the pictures differ in. */
  private static Tensor colours(Tensor pictures) {
    int count = pictures.shape().dim(0);
    Tensor colours = Tensor.allocate(Shape.of(count, 3));
    for (int i = 0; i < count * 3; i++) {
      double sum = 0;
      for (int j = 0; j < SIZE * SIZE; j++) {
        sum += pictures.buffer().get(i * SIZE * SIZE + j);
      }
      colours.buffer().put(i, (float) (sum / (SIZE * SIZE)));
    }
    return colours;
  }

  private static double value(Reconstruction found, Measure measure) {
    return found.measure(measure).estimate().value();
  }

  @Test
  void decoded_featureThatTellsTheColour_showsThePeople() {
    Tensor learned = learned();
    Network decoder = Decoder.train(colours(learned), learned, SETTINGS, Progress.NONE);
    Originals originals = originals();

    Reconstruction found =
        Reconstruction.decoded(decoder, colours(originals.pictures()), originals, 1, 1);

    assertTrue(value(found, Measure.TOP_ONE) > 0.8, found.measured().toString());
    assertTrue(
        value(found, Measure.PSNR) > 10 + found.measure(Measure.PSNR).chance(),
        found.measured().toString());
    assertEquals("decoder", found.measure(Measure.SSIM).adversary());
  }

  @Test
  void decoded_featureOfNoise_showsNobodyAndNoMoreThanTheGuess() {
    Tensor learned = learned();
    Tensor noise = noise(200, 1);
    Network decoder = Decoder.train(noise, learned, SETTINGS, Progress.NONE);

    Reconstruction found = Reconstruction.decoded(decoder, noise(40, 2), originals(), 1, 1);

    // Ten people, forty answers: three standard errors above 0.1.
    assertTrue(value(found, Measure.TOP_ONE) < 0.25, found.measured().toString());
    assertTrue(
        value(found, Measure.PSNR) < 1 + found.measure(Measure.PSNR).chance(),
        found.measured().toString());
  }

  @Test
  void controls_originalsAndGuess_areTheCeilingAndTheFloor() {
    Originals originals = originals();

    Reconstruction raw = originals.raw(1);
    Reconstruction nothing = originals.nothing(1);

    assertEquals(1, value(raw, Measure.SSIM), 1e-9);
    assertEquals(0, value(raw, Measure.MSE), 1e-9);
    assertEquals(1, value(raw, Measure.TOP_ONE), 1e-9);
    assertEquals(nothing.measure(Measure.MSE).chance(), value(nothing, Measure.MSE), 1e-12);
    assertEquals(0.1, value(nothing, Measure.TOP_ONE), 1e-9);
    assertEquals(0.5, value(nothing, Measure.AREA), 0.15);
  }

  @Test
  void measure_namingWithoutAGallery_isRefused() {
    Originals complete = originals();
    Originals originals =
        new Originals(
            complete.pictures(), ASKED, complete.guess(), GalleryTest.SHARES, Optional.empty());

    Reconstruction raw = originals.raw(1);

    assertThrows(IllegalArgumentException.class, () -> raw.measure(Measure.TOP_ONE));
  }

  @Test
  void shown_someRows_areTheirPictures() {
    Originals originals = originals();

    List<Picture> shown = originals.raw(1).shown(List.of(3, 5), originals);

    assertEquals(2, shown.size());
    int red = shown.get(1).rgb(0, 0) >> 16;
    assertEquals(255 * originals.pictures().rows(5, 6).buffer().get(0), red, 0.51);
  }

  @Test
  void originals_guessOfAnotherSize_isRefused() {
    Tensor pictures = GalleryTest.pictures(ASKED, SIZE, 2);
    Tensor guess = Tensor.allocate(Shape.of(3, 8, 8));

    assertThrows(
        IllegalArgumentException.class,
        () -> new Originals(pictures, ASKED, guess, GalleryTest.SHARES, Optional.empty()));
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

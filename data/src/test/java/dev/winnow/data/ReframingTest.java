package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReframingTest {
  private static Preprocessing preprocessing(
      int size, Preprocessing.Colour colour, double mean, double scale) {
    double[] means = new double[colour.channels()];
    double[] scales = new double[colour.channels()];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean + i;
      scales[i] = scale + i;
    }
    return new Preprocessing(
        size,
        size,
        1,
        Preprocessing.Fit.STRETCH,
        colour,
        Arrays.stream(means).boxed().toList(),
        Arrays.stream(scales).boxed().toList());
  }

  private static Picture picture(int size) {
    Random random = new Random(1);
    int[] rgb = random.ints((long) size * size).toArray();
    return Picture.of(size, size, rgb);
  }

  /** The whole window is what the preparer of the other network would have made of the file. */
  @Test
  void apply_wholeWindow_isWhatTheOtherPreparerMakes() {
    Picture picture = picture(24);
    Preprocessing from = preprocessing(24, Preprocessing.Colour.RGB, 100, 50);
    for (Preprocessing.Colour colour : Preprocessing.Colour.values()) {
      Preprocessing to = preprocessing(10, colour, 127.5, 128);
      Tensor expected = Preparer.of(to).prepare(picture);

      Tensor found = Reframing.of(from, Window.WHOLE, to).apply(Preparer.of(from).prepare(picture));

      assertEquals(expected.shape(), found.shape());
      // Levels up to 255 in 32 bits, over 128.
      assertArrayEquals(expected.toArray(), found.toArray(), 1e-5f);
    }
  }

  /** A crop around the centre is a window, too. */
  @Test
  void apply_centralWindow_isWhatAPreparerWithThatCropMakes() {
    Picture picture = picture(24);
    Preprocessing from = preprocessing(24, Preprocessing.Colour.BGR, 100, 50);
    Preprocessing to = preprocessing(10, Preprocessing.Colour.RGB, 127.5, 128);
    Tensor expected = Preparer.of(to.withCrop(0.5)).prepare(picture);

    Tensor found =
        Reframing.of(from, new Window(0.25, 0.25, 0.5, 0.5), to)
            .apply(Preparer.of(from).prepare(picture));

    assertArrayEquals(expected.toArray(), found.toArray(), 1e-5f);
  }

  /** Two columns, 0 and 1; seen from one width before to one width behind. */
  @Test
  void apply_windowBeyondThePicture_repeatsItsEdge() {
    Preprocessing from = preprocessing(2, Preprocessing.Colour.GREY, 0, 255);
    Preprocessing to = preprocessing(6, Preprocessing.Colour.GREY, 0, 255);
    Tensor columns = Tensor.of(Shape.of(1, 1, 2, 2), 0, 1, 0, 1);

    Tensor found = Reframing.of(from, new Window(-1, -1, 3, 3), to).apply(columns);

    float[] row = Arrays.copyOf(found.toArray(), 6);
    assertArrayEquals(new float[] {0, 0, 0, 1, 1, 1}, row, 1e-6f);
  }

  @Test
  void apply_valuesNoCameraMakes_areCutOff() {
    Preprocessing same = preprocessing(1, Preprocessing.Colour.RGB, 0, 255);
    Tensor values = Tensor.of(Shape.of(1, 3, 1, 1), -3, 0.5f, 7);

    Tensor found = Reframing.of(same, Window.WHOLE, same).apply(values);

    // Means are 0, 1, 2 and scales 255, 256, 257: white is (255 − 2) / 257 in the last channel.
    assertArrayEquals(new float[] {0, 0.5f, 253 / 257f}, found.toArray(), 1e-6f);
  }

  @Test
  void apply_otherChannelsThanPrepared_isRefused() {
    Preprocessing colour = preprocessing(4, Preprocessing.Colour.RGB, 0, 255);
    Reframing reframing = Reframing.of(colour, Window.WHOLE, colour);
    Tensor grey = Tensor.allocate(Shape.of(1, 1, 4, 4));

    assertThrows(IllegalArgumentException.class, () -> reframing.apply(grey));
  }

  @Test
  void window_emptyOrFarAway_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Window(0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Window(0, 0, 1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Window(-5, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Window(0, 3.5, 1, 1));
  }

  @Test
  void window_withinAnother_isSeenFromThere() {
    Window half = new Window(0.25, 0.5, 0.5, 0.5);

    assertEquals(new Window(-0.5, -1, 2, 2), Window.WHOLE.within(half));
    assertEquals(Window.WHOLE, half.within(half));
    assertEquals(
        List.of(0.0, 0.5),
        List.of(
            half.within(new Window(0.25, 0.25, 0.5, 0.5)).left(),
            half.within(new Window(0.25, 0.25, 0.5, 0.5)).top()));
  }
}

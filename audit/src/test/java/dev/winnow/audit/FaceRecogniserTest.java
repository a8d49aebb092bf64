package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.image.CropWindow;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** People are colours, on a part of their images. */
class FaceRecogniserTest {
  private static final int SIZE = 16;
  private static final int PEOPLE = 10;

  static ImageSpec preprocessing(int size, double mean, double scale) {
    return new ImageSpec(
        size,
        size,
        1,
        ImageSpec.Fit.STRETCH,
        ImageSpec.Colour.RGB,
        Normalization.same(3, mean, scale));
  }

  private static FaceRecogniser recogniser(CropWindow window) {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String x = builder.input("image", Shape.of(3, 8, 8));
    x = builder.flatten("vector", builder.globalAveragePool("mean", x));
    Network network = builder.output(x).build();
    return new FaceRecogniser(network, preprocessing(8, 127.5, 128), window);
  }

  private static List<Integer> turns(int each) {
    return IntStream.range(0, PEOPLE * each).mapToObj(i -> i % PEOPLE).toList();
  }

  /** Of a person's colour on the left quarter, and of noise elsewhere. */
  private static Tensor images(List<Integer> people, long seed) {
    Random random = new Random(seed);
    Tensor images = Tensor.allocate(Shape.of(people.size(), 3, SIZE, SIZE));
    var values = images.buffer();
    for (int person : people) {
      Random colour = new Random(person);
      for (int channel = 0; channel < 3; channel++) {
        float level = colour.nextFloat();
        for (int i = 0; i < SIZE * SIZE; i++) {
          values.put(i % SIZE < SIZE / 4 ? level : random.nextFloat());
        }
      }
    }
    return images;
  }

  private static double named(CropWindow window) {
    ImageSpec shares = preprocessing(SIZE, 0, 255);
    Gallery gallery = Gallery.of(recogniser(window), images(turns(6), 1), turns(6), shares, 1);
    return gallery.measurement(images(turns(4), 2), turns(4), 1).stream()
        .filter(measurement -> measurement.metric() == Metric.TOP_ONE)
        .findFirst()
        .orElseThrow()
        .estimate()
        .value();
  }

  /** Three quarters of noise drown it unless the window leaves them. */
  @Test
  void vectors_windowOnWhatTells_namesMoreThanBesideIt() {
    assertTrue(named(new CropWindow(0, 0, 0.25, 1)) > 0.95);
    assertTrue(named(new CropWindow(0.5, 0, 0.5, 1)) < 0.3);
  }

  @Test
  void of_preprocessingOfAnotherSize_isRefusedWithBoth() {
    Network network = recogniser(CropWindow.WHOLE).network();

    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> FaceRecogniser.of(network, preprocessing(9, 0, 1)));

    assertTrue(String.valueOf(refused.getMessage()).contains("3×8×8"), refused.getMessage());
    assertTrue(String.valueOf(refused.getMessage()).contains("3×9×9"), refused.getMessage());
  }

  @Test
  void vectors_soundInTheirPlace_isRefusedInASentence() {
    Tensor samples = Tensor.allocate(Shape.of(1, 8));

    var refused =
        assertThrows(
            UnsuitableModalityException.class,
            () -> recogniser(CropWindow.WHOLE).vectors(samples, AudioSpec.of(8000, 8), 1));

    assertEquals(
        "a recogniser of faces takes images, and the network is of audio; use one of images",
        refused.getMessage());
  }
}

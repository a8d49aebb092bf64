package dev.winnow.learn.inversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.linalg.UnsuitableFeaturesException;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecoderTest {
  private static final int SIZE = 16;

  private static TabularSettings settings(int epochs) {
    return TabularSettings.of(new Schedule(epochs, 16, 3e-3, Optimizer.ADAM), 1, 1);
  }

  /** What a decoder that learned from 300 pairs does not explain of 60 others. */
  private static double unexplained(Features features, int epochs) {
    Tensor learned = Blobs.of(300, SIZE, 1);
    Tensor asked = Blobs.of(60, SIZE, 2);
    Network decoder = Decoder.train(features.of(learned), learned, settings(epochs), Progress.NONE);
    return Blobs.unexplained(asked, run(decoder, features.of(asked)));
  }

  @FunctionalInterface
  private interface Features {
    Tensor of(Tensor images);
  }

  private static Tensor run(Network network, Tensor rows) {
    try (Session session = Session.open(network, 1)) {
      return session.run(rows);
    }
  }

  /** A random projection of the pixels to fewer numbers, the same for all images. */
  private static Tensor projected(Tensor images, int width) {
    Random random = new Random(7);
    int size = images.shape().row().size();
    double[][] directions = new double[width][size];
    for (double[] direction : directions) {
      for (int i = 0; i < size; i++) {
        direction[i] = random.nextGaussian();
      }
    }
    Tensor rows = Tensor.allocate(Shape.of(images.shape().dim(0), width));
    for (int row = 0; row < rows.shape().dim(0); row++) {
      for (int i = 0; i < width; i++) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
          sum += directions[i][j] * images.buffer().get(row * size + j);
        }
        rows.buffer().put(row * width + i, (float) sum);
      }
    }
    return rows;
  }

  private static Tensor noise(int rows, int width) {
    Random random = new Random(rows);
    Tensor noise = Tensor.allocate(Shape.of(rows, width));
    for (int i = 0; i < noise.shape().size(); i++) {
      noise.buffer().put(i, (float) random.nextGaussian());
    }
    return noise;
  }

  @Test
  void train_projectionOfThePixels_showsMostOfThem() {
    double found = unexplained(images -> projected(images, 100), 6);

    assertTrue(found < 0.25, "unexplained " + found);
  }

  /** The pixels themselves, as channels over space. */
  @Test
  void train_featureOverSpace_showsMostOfThem() {
    double found = unexplained(images -> images, 6);

    assertTrue(found < 0.25, "unexplained " + found);
  }

  /** More values than are learned from directly: principal directions take their place. */
  @Test
  void train_wideFeature_showsMostOfThem() {
    double found = unexplained(images -> projected(images, 1100), 6);

    assertTrue(found < 0.25, "unexplained " + found);
  }

  /** A feature that tells nothing leaves the mean image, whose error is the variance. */
  @Test
  void train_noise_showsTheMeanImage() {
    double found = unexplained(images -> noise(images.shape().dim(0), 8), 5);

    assertEquals(1, found, 0.15);
  }

  @Test
  void train_constantFeature_showsTheMeanImage() {
    double found = unexplained(images -> Tensor.allocate(Shape.of(images.shape().dim(0), 3)), 5);

    assertEquals(1, found, 0.1);
  }

  @Test
  void train_sameSeed_givesTheSameBytes() {
    Tensor images = Blobs.of(40, SIZE, 1);
    Tensor features = projected(images, 5);

    byte[] once = Decoder.train(features, images, settings(2), Progress.NONE).toBytes();
    byte[] again = Decoder.train(features, images, settings(2), Progress.NONE).toBytes();

    assertArrayEquals(once, again);
  }

  @Test
  void train_twoEpochs_reportsEachWithWhatIsUnexplained() {
    Tensor images = Blobs.of(40, SIZE, 1);
    List<String> notes = new ArrayList<>();

    Decoder.train(
        projected(images, 5),
        images,
        settings(2),
        (done, all, note) -> notes.add(done + " of " + all + " " + note));

    assertEquals(2, notes.size());
    assertTrue(
        notes.get(1).matches("72 of 72 \\d+\\.\\d % of the pixels' variance unexplained"),
        notes.get(1));
  }

  @Test
  void train_imagesOfUnsuitableSize_areRefused() {
    Tensor images = Blobs.of(40, 20, 1);
    Tensor features = noise(40, 3);

    assertThrows(
        InvalidSettingException.class,
        () -> Decoder.train(features, images, settings(1), Progress.NONE));
  }

  @Test
  void train_fewerImagesThanFeatures_areRefused() {
    Tensor images = Blobs.of(39, SIZE, 1);
    Tensor features = noise(40, 3);

    assertThrows(
        InvalidSettingException.class,
        () -> Decoder.train(features, images, settings(1), Progress.NONE));
  }

  @Test
  void train_featuresThatAreNoNumbers_areRefused() {
    Tensor features = noise(40, 3);
    features.buffer().put(5, Float.NaN);
    Tensor images = Blobs.of(40, SIZE, 1);

    assertThrows(
        UnsuitableFeaturesException.class,
        () -> Decoder.train(features, images, settings(1), Progress.NONE));
  }

  /** Three waves of drawn strength and phase on two channels: six numbers make all there is. */
  private static Tensor waves(int count, long seed) {
    Random random = new Random(seed);
    Tensor waves = Tensor.allocate(Shape.of(count, 2, 32));
    for (int row = 0; row < count; row++) {
      for (int wave = 1; wave <= 3; wave++) {
        double sine = random.nextGaussian();
        double cosine = random.nextGaussian();
        for (int i = 0; i < 64; i++) {
          double angle = 2 * Math.PI * wave * i / 32 + (i < 32 ? 0 : 1);
          double value = sine * Math.sin(angle) + cosine * Math.cos(angle);
          int at = row * 64 + i;
          waves.buffer().put(at, waves.buffer().get(at) + (float) value);
        }
      }
    }
    return waves;
  }

  private static double unexplainedOfWaves(Features features) {
    Tensor learned = waves(300, 1);
    Tensor asked = waves(60, 2);
    Network decoder = Decoder.train(features.of(learned), learned, settings(30), Progress.NONE);
    assertEquals(Shape.of(2, 32), decoder.outputs().get(0).shape());
    return Blobs.unexplained(asked, run(decoder, features.of(asked)));
  }

  @Test
  void train_projectionOfSequences_makesMostOfThem() {
    double found = unexplainedOfWaves(waves -> projected(waves, 12));

    assertTrue(found < 0.1, "unexplained " + found);
  }

  /** Channels over time, as a layer in the middle of a network has them. */
  @Test
  void train_sequencesThemselves_makesMostOfThem() {
    double found = unexplainedOfWaves(waves -> waves);

    assertTrue(found < 0.1, "unexplained " + found);
  }

  @Test
  void train_sequencesOfAFeatureThatIsNoise_makesTheMean() {
    double found = unexplainedOfWaves(waves -> noise(waves.shape().dim(0), 12));

    // The mean of Gaussians explains nothing, and what is overlearned is not kept.
    assertEquals(1, found, 0.1);
  }

  @Test
  void train_sequencesOfAnotherLength_areRefused() {
    Tensor sequences = Tensor.allocate(Shape.of(30, 2, 30));

    assertThrows(
        InvalidSettingException.class,
        () -> Decoder.train(noise(30, 3), sequences, settings(1), Progress.NONE));
  }
}

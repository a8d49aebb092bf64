package dev.winnow.learn.inversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.ConvolutionSpec;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelInversionTest {
  private static final int SIZE = 16;

  /** Values from −1 to 1. */
  private static final ImageSpec PREPROCESSING =
      new ImageSpec(
          SIZE,
          SIZE,
          1,
          ImageSpec.Fit.STRETCH,
          ImageSpec.Colour.RGB,
          new Normalization(List.of(127.5, 127.5, 127.5), List.of(127.5, 127.5, 127.5)));

  private static final ModelInversionSettings SETTINGS =
      new ModelInversionSettings(150, 8, 0.05, 0.01, 1);

  /** The first layer of a network, which loses little: 3×3 to 16 channels, rectified. */
  private static Network firstLayer() {
    NetworkBuilder builder = NetworkBuilder.named("first");
    String x = builder.input("image", Shape.of(3, SIZE, SIZE));
    ConvolutionSpec filter = ConvolutionSpec.of(3, 16);
    x = builder.conv("conv", x, normal(filter.weights(), filter.fanIn()), filter.attributes());
    return builder.output(builder.relu("feature", x)).build();
  }

  /** One number: a product with the whole image. */
  private static Network oneNumber() {
    NetworkBuilder builder = NetworkBuilder.named("one");
    String x = builder.flatten("flat", builder.input("image", Shape.of(3, SIZE, SIZE)));
    int width = 3 * SIZE * SIZE;
    x = builder.gemm("feature", x, normal(Shape.of(1, width), width), Tensor.of(Shape.of(1), 0));
    return builder.output(x).build();
  }

  private static Tensor normal(Shape shape, int fanIn) {
    Random random = new Random(5);
    Tensor tensor = Tensor.allocate(shape);
    for (int i = 0; i < shape.size(); i++) {
      tensor.buffer().put(i, (float) (random.nextGaussian() * Math.sqrt(2.0 / fanIn)));
    }
    return tensor;
  }

  /** Not quite grey: rectifiers of nothing but zeros have no slope. */
  private static Tensor starts(Shape shape) {
    Tensor starts = Tensor.allocate(shape);
    for (int i = 0; i < shape.size(); i++) {
      starts.buffer().put(i, 0.1f);
    }
    return starts;
  }

  private static Tensor features(Network extractor, Tensor images) {
    try (Session session = Session.open(extractor, 1)) {
      return session.run(images);
    }
  }

  private static Tensor found(Network extractor, Tensor images) {
    Tensor starts = starts(images.shape());
    return ModelInversion.run(
        extractor, features(extractor, images), starts, PREPROCESSING, SETTINGS, Progress.NONE);
  }

  @Test
  void run_firstLayer_findsTheImages() {
    Tensor images = Blobs.of(12, SIZE, 1);

    double unexplained = Blobs.unexplained(images, found(firstLayer(), images));

    assertTrue(unexplained < 0.1, "unexplained " + unexplained);
  }

  @Test
  void run_oneNumber_findsTheNumberAndNotTheImages() {
    Tensor images = Blobs.of(12, SIZE, 1);
    Network extractor = oneNumber();

    Tensor found = found(extractor, images);

    assertArrayEquals(
        features(extractor, images).toArray(), features(extractor, found).toArray(), 0.05f);
    double unexplained = Blobs.unexplained(images, found);
    assertTrue(unexplained > 0.7, "unexplained " + unexplained);
  }

  /** Batches are for speed only: no image's search depends on another's. */
  @Test
  void run_anotherBatch_findsTheSame() {
    Tensor images = Blobs.of(6, SIZE, 1);
    Network extractor = firstLayer();
    Tensor features = features(extractor, images);
    Tensor starts = starts(images.shape());

    Tensor together =
        ModelInversion.run(extractor, features, starts, PREPROCESSING, settings(6), Progress.NONE);
    Tensor apart =
        ModelInversion.run(extractor, features, starts, PREPROCESSING, settings(1), Progress.NONE);

    // Adam divides by what it remembers of slopes, so that roundings show where those are tiny.
    assertTrue(Blobs.unexplained(together, apart) < 1e-3);
  }

  @Test
  void run_brightFeature_staysWithinTheRangeOfPixels() {
    Network extractor = firstLayer();
    Tensor features = features(extractor, Blobs.of(2, SIZE, 1));
    for (int i = 0; i < features.shape().size(); i++) {
      features.buffer().put(i, 10 * features.buffer().get(i));
    }
    Tensor starts = starts(Shape.of(2, 3, SIZE, SIZE));

    Tensor found =
        ModelInversion.run(extractor, features, starts, PREPROCESSING, settings(2), Progress.NONE);

    float most = 0;
    for (float value : found.toArray()) {
      most = Math.max(most, Math.abs(value));
    }
    assertEquals(1, most, 1e-6);
  }

  @Test
  void run_fewerStartsThanFeatures_isRefused() {
    Network extractor = firstLayer();
    Tensor features = features(extractor, Blobs.of(2, SIZE, 1));
    Tensor starts = Tensor.allocate(Shape.of(1, 3, SIZE, SIZE));

    assertThrows(
        IllegalArgumentException.class,
        () ->
            ModelInversion.run(
                extractor, features, starts, PREPROCESSING, SETTINGS, Progress.NONE));
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThrows(InvalidSettingException.class, () -> new ModelInversionSettings(0, 1, 0.1, 0, 1));
    assertThrows(InvalidSettingException.class, () -> new ModelInversionSettings(1, 1, 0.1, -1, 1));
    assertEquals(2, ModelInversionSettings.standard(2).threads());
  }

  private static ModelInversionSettings settings(int batch) {
    return new ModelInversionSettings(40, batch, 0.05, 0.01, 1);
  }

  /** A sequence behind a convolution in time that loses little is found as well. */
  @Test
  void run_sequence_findsMostOfIt() {
    NetworkBuilder builder = NetworkBuilder.named("time");
    String x = builder.input("series", Shape.of(2, 32));
    x = builder.conv("conv", x, normal(Shape.of(8, 2, 3), 6), Attributes.none());
    Network extractor = builder.output(builder.relu("feature", x)).build();
    Random random = new Random(3);
    Tensor series = Tensor.allocate(Shape.of(4, 2, 32));
    for (int row = 0; row < 8; row++) {
      double phase = 7 * random.nextDouble();
      for (int i = 0; i < 32; i++) {
        series.buffer().put(row * 32 + i, (float) Math.sin(phase + i / 4.0));
      }
    }
    SeriesSpec spec = new SeriesSpec(List.of("x", "y"), 1, 32, Normalization.same(2, 0, 1));

    Tensor found =
        ModelInversion.run(
            extractor,
            features(extractor, series),
            starts(series.shape()),
            spec,
            SETTINGS,
            Progress.NONE);

    assertTrue(Blobs.unexplained(series, found) < 0.1, "found too little");
  }
}

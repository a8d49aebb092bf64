package dev.winnow.portraits;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.ImageSpec.Fit;
import dev.winnow.core.Normalization;
import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.image.ImagePreprocessor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an image of the size of LFW's costs before a network sees it, and what a portrait costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ImageDecoderBenchmark {
  private static final int SIDE = 250;

  private final ImageSpec face = plain(112, 112, 0.45, Fit.LETTERBOX, Colour.RGB);
  private final ImagePreprocessor preprocessor = ImagePreprocessor.of(face);
  private final Tensor row = Tensor.allocate(face.shape());
  private final Portraits portraits = Portraits.withSeed(1);
  private Image image = Image.of(1, 1, new int[1]);
  private byte[] jpeg = {};
  private int variation;

  /** A portrait, enlarged to the size of an LFW image. */
  @Setup
  public void encode() throws IOException {
    ImagePreprocessor enlarge = ImagePreprocessor.of(plain(SIDE, SIDE, 1, Fit.STRETCH, Colour.RGB));
    float[] planes = enlarge.prepare(portraits.draw(0, 0).image()).toArray();
    BufferedImage drawn = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    int plane = SIDE * SIDE;
    for (int i = 0; i < plane; i++) {
      int rgb =
          ((int) planes[i] << 16) | ((int) planes[plane + i] << 8) | (int) planes[2 * plane + i];
      drawn.setRGB(i % SIDE, i / SIDE, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(drawn, "jpeg", bytes);
    jpeg = bytes.toByteArray();
    image = ImageDecoder.decode("benchmark", jpeg);
  }

  static ImageSpec plain(int width, int height, double crop, Fit fit, Colour colour) {
    return new ImageSpec(
        width, height, crop, fit, colour, Normalization.same(colour.channels(), 0, 1));
  }

  @Benchmark
  public Image decodeJpeg() {
    return ImageDecoder.decode("benchmark", jpeg);
  }

  @Benchmark
  public Tensor prepare() {
    preprocessor.prepare(image, row);
    return row;
  }

  @Benchmark
  public Image drawPortrait() {
    variation++;
    return portraits.draw(variation / Portraits.SHOTS, variation % Portraits.SHOTS).image();
  }
}

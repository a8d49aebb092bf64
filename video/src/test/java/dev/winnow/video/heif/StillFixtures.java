package dev.winnow.video.heif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Pictures, and what the example programs of libheif and libavif make of them. */
public record StillFixtures(Path folder) {
  /** A soft picture that codecs hardly change, and no turn or mirroring of which is the same. */
  public static final IntBinaryOperator SOFT =
      (x, y) -> (40 + x / 2) << 16 | (200 - y / 2) << 8 | (60 + (x + 2 * y) / 5);

  /** Writes {@link #SOFT} as PNG or, by the ending of its name, JPEG. */
  public Path picture(String name, int width, int height) {
    return picture(name, new Rectangle(width, height));
  }

  /** Writes a part of it. */
  Path picture(String name, Rectangle part) {
    int width = part.width;
    int height = part.height;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, SOFT.applyAsInt(part.x + x, part.y + y));
      }
    }
    Path file = folder.resolve(name);
    try {
      ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Runs an encoder on a picture; skips the test where it is not installed. */
  Path encoded(Path picture, String name, String program, String... options) {
    Path made = folder.resolve(name);
    run(
        Stream.of(
                Stream.of(program),
                Arrays.stream(options),
                Stream.of(picture.toString(), "-o", made.toString()))
            .flatMap(words -> words)
            .toList());
    return made;
  }

  /** What another program decodes. */
  Image decodedBy(String program, Path file) {
    Path made = folder.resolve(program + ".png");
    run(List.of(program, file.toString(), made.toString()));
    return ImageDecoder.read(made);
  }

  private static void run(List<String> command) {
    assumeTrue(isInstalled(command.get(0)), command.get(0) + " is not installed");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertEquals(0, process.waitFor(), () -> String.join(" ", command));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The mean difference of two images of the same size, in levels. */
  public static double difference(Image one, Image other) {
    assertEquals(one.toString(), other.toString());
    return difference(one, other::rgb);
  }

  /** The mean difference of an image to what it should be at every place, in levels. */
  public static double difference(Image image, IntBinaryOperator expected) {
    long sum = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int level = image.rgb(x, y) >> shift & 0xFF;
          sum += Math.abs(level - (expected.applyAsInt(x, y) >> shift & 0xFF));
        }
      }
    }
    return sum / (3.0 * image.width() * image.height());
  }
}

package dev.winnow.learn.example;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A data set that a small network learns in seconds: grey noise of a brightness that tells people
 * apart, with stripes that lie or stand. Half of the people are dark.
 */
public final class Stripes {
  static final int PEOPLE = 10;
  private static final int SHOTS = 8;
  private static final int SIZE = 16;

  /** As wide and high as the images, from −1 to 1. */
  public static final ImageSpec SPEC =
      new ImageSpec(
          SIZE,
          SIZE,
          1,
          ImageSpec.Fit.COVER,
          ImageSpec.Colour.RGB,
          Normalization.same(3, 127.5, 127.5));

  private Stripes() {}

  public static DataSet write(Path folder) throws IOException {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      boolean dark = person < PEOPLE / 2;
      for (int shot = 0; shot < SHOTS; shot++) {
        boolean lying = shot % 2 == 0;
        String path = "p%d_%d.pgm".formatted(person, shot);
        Files.write(folder.resolve(path), image(lying, (dark ? 30 : 80) + 6 * person, random));
        Map<String, String> labels =
            Map.of(
                "stripes",
                lying ? "lying" : "standing",
                "tone",
                dark ? "dark" : "light",
                "identity",
                "p" + person,
                "kind",
                "all");
        samples.add(Sample.of(path, labels));
      }
    }
    DataCard card = DataCard.ofImages("stripes").from("CC0-1.0", "drawn by a test");
    return DataSet.write(folder, card, List.of("stripes", "tone", "identity", "kind"), samples);
  }

  private static byte[] image(boolean lying, int brightness, Random random) {
    byte[] header = "P5 %d %d 255\n".formatted(SIZE, SIZE).getBytes(StandardCharsets.US_ASCII);
    byte[] image = Arrays.copyOf(header, header.length + SIZE * SIZE);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int stripe = (lying ? y : x) / 2 % 2 * 60;
        image[header.length + y * SIZE + x] = (byte) (brightness + stripe + random.nextInt(40));
      }
    }
    return image;
  }
}

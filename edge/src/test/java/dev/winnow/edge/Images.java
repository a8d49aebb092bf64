package dev.winnow.edge;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Images in files, made for a test. */
final class Images {
  private Images() {}

  /** An image of one colour. */
  static void paint(Path file, Color colour) throws IOException {
    paint(file, colour, colour);
  }

  /** An image of 8×8 pixels whose central half in width and height has another colour. */
  static void paint(Path file, Color border, Color centre) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      int x = i % 8;
      int y = i / 8;
      boolean inside = x >= 2 && x < 6 && y >= 2 && y < 6;
      image.setRGB(x, y, (inside ? centre : border).getRGB());
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  /** Images 000.png, 001.png, … of red, green and blue in turn; returns their labels in order. */
  static List<String> paintMany(Path folder, int count) throws IOException {
    List<Color> colours = List.of(Color.RED, Color.GREEN, Color.BLUE);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      paint(folder.resolve("%03d.png".formatted(i)), colours.get(i % 3));
      labels.add(Tiny.LABELS.get(i % 3));
    }
    return labels;
  }
}

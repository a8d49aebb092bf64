package dev.winnow.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as they are after somebody saved them and sent them on. Nothing touches a disk. */
public final class JpegRecompression {
  private JpegRecompression() {}

  /**
   * An image written as JPEG and read back.
   *
   * @param quality from 0 to 1, as ImageIO counts; cameras use .9, messengers .75
   * @throws IllegalArgumentException if the quality is out of its range
   */
  public static Image asJpeg(Image image, float quality) {
    return ImageDecoder.decode("an image in memory", jpeg(image, quality));
  }

  static byte[] jpeg(Image image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (var out = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(out);
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        writer.write(null, new IIOImage(buffered(image), null, null), settings);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage buffered(Image image) {
    var buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        buffered.setRGB(x, y, image.rgb(x, y));
      }
    }
    return buffered;
  }
}

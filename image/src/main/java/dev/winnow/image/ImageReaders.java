package dev.winnow.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * ImageIO's readers. JPEG, PNG, BMP, GIF and TIFF are always read by Java's own, so that the same
 * file gives the same pixels whatever else is on the class path. Of other formats the first plug-in
 * on the class path is taken, and none is loaded before a file needs it: an edge node that sees
 * JPEG and PNG alone never loads one.
 *
 * <p>ImageIO itself would load all plug-ins with its first reader. If this class is the first in
 * the process to use ImageIO, they stay out of its registry; whoever else wants them there calls
 * {@link ImageIO#scanForPlugins}.
 */
final class ImageReaders {
  private static final Map<ImageFormat, Optional<ImageReaderSpi>> PLUGINS =
      new ConcurrentHashMap<>();

  static {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      IIORegistry.getDefaultInstance();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private ImageReaders() {}

  /** Loads Java's own readers. */
  static void warmUp() {
    ImageIO.getReaderFormatNames();
  }

  /** A reader of Java's own. */
  static ImageReader own(String format) {
    return ImageIO.getImageReadersByFormatName(format).next();
  }

  /** Who makes readers of a format that Java has none of; empty if nobody here does. */
  static Optional<ImageReaderSpi> plugin(ImageFormat format) {
    if (format.plugins().isEmpty()) {
      return Optional.empty();
    }
    return PLUGINS.computeIfAbsent(format, ImageReaders::find);
  }

  /** A reader by a plug-in, which must be there. */
  static ImageReader byPlugin(ImageFormat format) throws IOException {
    return plugin(format).orElseThrow().createReaderInstance();
  }

  private static Optional<ImageReaderSpi> find(ImageFormat format) {
    try {
      return ServiceLoader.load(ImageReaderSpi.class, ImageReaders.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .filter(
              spi ->
                  Arrays.stream(spi.getFormatNames())
                      .anyMatch(name -> format.plugins().contains(name.toLowerCase(Locale.ROOT))))
          .findFirst();
    } catch (ServiceConfigurationError e) {
      // A plug-in that cannot be loaded is none.
      return Optional.empty();
    }
  }
}

package dev.winnow.video.heif;

import dev.winnow.data.DamagedCaptureException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the primary picture of a HEIC or AVIF, upright as the file's {@code irot} and {@code imir}
 * ask, in 8 bits of RGB; 10 and 12 bits are reduced. Transparency is ignored, and so are
 * thumbnails, depth maps, gain maps, colour profiles and whatever EXIF says. Of a sequence the
 * first picture is read.
 *
 * <p>Asked for its size, it reads the file's header alone. Memory while it reads: 3 bytes a pixel
 * for the image, and up to 9 a pixel of one tile, or of a picture without tiles.
 */
final class HeifReader extends ImageReader {
  private @Nullable HeifFile file;

  HeifReader(HeifReaderSpi spi) {
    super(spi);
  }

  @Override
  public int getNumImages(boolean allowSearch) {
    return 1;
  }

  @Override
  public int getWidth(int index) throws IOException {
    return file(index).layout().uprightWidth();
  }

  @Override
  public int getHeight(int index) throws IOException {
    return file(index).layout().uprightHeight();
  }

  @Override
  public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
    return List.of(ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR))
        .iterator();
  }

  @Override
  public @Nullable IIOMetadata getStreamMetadata() {
    return null;
  }

  @Override
  public @Nullable IIOMetadata getImageMetadata(int index) {
    return null;
  }

  /**
   * {@inheritDoc}
   *
   * @param param ignored: the whole picture is read
   * @throws DamagedCaptureException if it is not whole, not what it says, or coded otherwise
   */
  @Override
  public BufferedImage read(int index, @Nullable ImageReadParam param) throws IOException {
    try {
      return file(index).decode();
    } finally {
      close();
    }
  }

  @Override
  public void setInput(@Nullable Object input, boolean seekForwardOnly, boolean ignoreMetadata) {
    close();
    super.setInput(input, seekForwardOnly, ignoreMetadata);
  }

  @Override
  public void dispose() {
    close();
    super.dispose();
  }

  private HeifFile file(int index) throws IOException {
    if (index != 0) {
      throw new IndexOutOfBoundsException("picture " + index + " of 1");
    }
    HeifFile open = file;
    if (open == null) {
      if (!(getInput() instanceof ImageInputStream stream)) {
        throw new IIOException("no input is set");
      }
      open = open(stream);
      file = open;
    }
    return open;
  }

  private static HeifFile open(ImageInputStream stream) throws IOException {
    try {
      return HeifFile.open(stream);
    } catch (LinkageError e) {
      // No FFmpeg of this platform is on the class path, or it cannot be unpacked.
      DamagedCaptureException refusal =
          new DamagedCaptureException("FFmpeg, which reads it, cannot be loaded here");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}

package dev.winnow.mask;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import dev.winnow.image.ImagePreprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** As the numbers that a network takes, 32 bits each, lowest byte first. */
final class TensorForm implements ReleaseForm {
  private final ImagePreprocessor preprocessor;
  private final ReleasedTensor released;
  private final Tensor planes;

  /**
   * @param spec how an image is prepared
   */
  TensorForm(ImageSpec spec, ReleasedTensor released) {
    this.preprocessor = ImagePreprocessor.of(spec);
    this.released = released;
    this.planes = Tensor.allocate(spec.shape().batch(1));
  }

  @Override
  public byte[] encode(Image image) {
    preprocessor.prepare(image, planes);
    byte[] bytes = new byte[Float.BYTES * planes.shape().size()];
    FloatBuffer into = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    FloatBuffer from = planes.buffer();
    if (!released.channelsLast()) {
      into.put(from);
      return bytes;
    }
    Shape shape = planes.shape();
    int area = shape.dim(2) * shape.dim(3);
    for (int pixel = 0; pixel < area; pixel++) {
      for (int channel = 0; channel < shape.dim(1); channel++) {
        into.put(from.get(channel * area + pixel));
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    // Holds nothing native beyond its tensor.
  }
}

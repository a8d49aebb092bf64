package dev.winnow.audit;

import dev.winnow.attack.reconstruction.Recogniser;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.image.CropWindow;
import dev.winnow.image.InputConverter;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;

/**
 * A face recogniser of others, which had no part in what is audited: a network from images to
 * vectors whose angles are small for one person and large for two.
 *
 * @param network of one input, an image, and one output, a vector
 * @param preprocessing of its images; crop and fit do not count, for the window says what it sees
 * @param window that it wants to see of an image as the extractor was shown it; recognisers are
 *     particular about where the eyes are
 */
public record FaceRecogniser(Network network, ImageSpec preprocessing, CropWindow window)
    implements Recogniser {
  private static final int ROWS = 64;

  /**
   * @throws IllegalArgumentException if the network does not take such images
   */
  public FaceRecogniser {
    Shape taken = network.inputs().get(0).shape();
    if (!taken.equals(preprocessing.shape())) {
      throw new IllegalArgumentException(
          "the recogniser takes images of the shape %s, and its preprocessing makes %s; state the size and colours that it takes"
              .formatted(taken, preprocessing.shape()));
    }
  }

  /** A recogniser that wants to see what the extractor is shown. */
  public static FaceRecogniser of(Network network, ImageSpec preprocessing) {
    return new FaceRecogniser(network, preprocessing, CropWindow.WHOLE);
  }

  /**
   * Vectors of length 1, one for each image: their product is the cosine similarity.
   *
   * @param images of the shape [images, channels, height, width], of any height and width
   * @param prepared how they were prepared
   * @param threads that compute
   * @return newly allocated, of the shape [images, values]; 0 where the network gives 0
   */
  @Override
  public Tensor vectors(Tensor images, InputSpec prepared, int threads) {
    InputConverter reframing =
        InputConverter.of(prepared.asImage("a recogniser of faces"), window, preprocessing);
    int count = images.shape().dim(0);
    Shape vector = Shape.of(network.outputs().get(0).shape().size());
    Tensor made = Tensor.allocate(vector.batch(count));
    try (Session session = Session.open(network, threads)) {
      for (int from = 0; from < count; from += ROWS) {
        int to = Math.min(count, from + ROWS);
        Tensor seen = session.run(reframing.apply(images.rows(from, to)));
        made.rows(from, to).buffer().put(seen.buffer());
      }
    }
    return Recogniser.unit(made);
  }
}

package dev.winnow.detection;

import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that finds objects, on whole images. Its input and outputs are kept from image to
 * image, and so is how images of the last size are scaled: a video costs no memory beyond its
 * boxes.
 */
public final class OnnxDetector implements Detector {
  private final String what;
  private final DetectorSpec spec;
  private final OutputDecoder decoder;
  private final Session session;
  private final Tensor input;
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private FrameScaler scaler;

  private OnnxDetector(Network network, DetectorSpec spec, OutputDecoder decoder, int threads) {
    this.what = network.toString();
    this.spec = spec;
    this.decoder = decoder;
    this.session = Session.open(network, threads);
    TensorSpec taken = session.inputs().get(0);
    this.input = Tensor.allocate(taken.shape().batch(1));
    for (TensorSpec made : session.outputs()) {
      outputs.put(made.name(), Tensor.allocate(made.shape().batch(made.batch().orElse(1))));
    }
    this.scaler =
        new FrameScaler(
            decoder.input(), decoder.input().spec().width(), decoder.input().spec().height());
  }

  /**
   * Opens a detector, on tiles of images too if the settings say so.
   *
   * @param network not needed any more once the detector is open
   * @param spec whose family the network must be of, with a label for each of its classes
   * @param threads how many threads compute one run, at least 1
   * @throws UnknownDetectorException if the network is not of that family, or tells another number
   *     of classes apart
   */
  public static Detector open(Network network, DetectorSpec spec, int threads) {
    OutputDecoder decoder = spec.family().decoder(network);
    if (decoder.classes() != spec.labels().size()) {
      throw UnknownDetectorException.labels(network, decoder.classes(), spec.labels().size());
    }
    OnnxDetector whole = new OnnxDetector(network, spec, decoder, threads);
    return spec.tiles() == 1 ? whole : new TiledDetector(whole, spec.tiles(), spec.overlap());
  }

  @Override
  public List<String> labels() {
    return spec.labels();
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    if (!scaler.isFor(image)) {
      scaler = new FrameScaler(decoder.input(), image.width(), image.height());
      scaler.writeBorder(input.buffer());
    }
    scaler.write(image, input.buffer());
    session.run(input, outputs);
    Candidates candidates = new Candidates(what, spec.threshold(), scaler.placement());
    decoder.decode(new Outputs(outputs), candidates);
    return NonMaximumSuppression.apply(candidates.found(), spec.overlap());
  }

  @Override
  public void close() {
    session.close();
  }
}

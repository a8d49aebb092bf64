package dev.winnow.tagger;

import dev.winnow.analyzer.ModelFiles;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Tensor;
import dev.winnow.image.Image;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.TensorMetadata;
import java.util.ArrayList;
import java.util.List;

/** Says which of several classes the whole image is, by a network whose card says how it is fed. */
final class ClassifierTagger implements ImageTagger {
  private final Session session;
  private final ImagePreprocessor preprocessor;

  private ClassifierTagger(Session session, ImagePreprocessor preprocessor) {
    this.session = session;
    this.preprocessor = preprocessor;
  }

  /**
   * Taggers by a classifier.
   *
   * @throws dev.winnow.analyzer.MalformedRepositoryException if the card does not say how an image
   *     becomes its input, or it has more than one input or output, or another number of classes
   *     than labels
   */
  static TaggerPlan plan(ModelFiles files, Network network) {
    if (network.inputs().size() != 1 || network.outputs().size() != 1) {
      throw files.malformed("must have one input and one output to classify images");
    }
    ImageSpec spec = preprocessing(files, network);
    TensorSpec input = network.inputs().get(0);
    if (!input.shape().equals(spec.shape()) || input.batch().orElse(1) != 1) {
      throw files.malformed(
          "takes %s, and its card prepares one image of %s at a time"
              .formatted(input, spec.shape()));
    }
    ImagePreprocessor preprocessor = ImagePreprocessor.of(spec);
    return new TaggerPlan(
        TaggerPlan.terms(output(files, network)),
        () -> new ClassifierTagger(Session.open(network, 1), preprocessor));
  }

  @Override
  public Tensor tag(Image image) {
    return session.run(preprocessor.prepare(image));
  }

  @Override
  public void close() {
    session.close();
  }

  private static ImageSpec preprocessing(ModelFiles files, Network network) {
    InputSpec spec =
        network
            .card()
            .preprocessing()
            .orElseThrow(
                () ->
                    files.malformed(
                        "does not say how images are prepared for it; write a card into it with winnow card"));
    return spec.asImage("a tagger of images");
  }

  private static TensorMetadata output(ModelFiles files, Network network) {
    TensorSpec output = network.outputs().get(0);
    List<Long> shape = new ArrayList<>(List.of(1L));
    output.shape().dims().forEach(extent -> shape.add((long) extent));
    List<String> labels = files.labels().getOrDefault(output.name(), network.card().labels());
    if (!labels.isEmpty() && labels.size() != output.shape().size()) {
      throw files.malformed(
          "tells %d classes apart, and has %d labels"
              .formatted(output.shape().size(), labels.size()));
    }
    return new TensorMetadata(output.name(), Datatype.FP32, shape, labels);
  }
}

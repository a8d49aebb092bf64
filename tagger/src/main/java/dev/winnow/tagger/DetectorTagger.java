package dev.winnow.tagger;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.TensorMetadata;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Says what is where: a row for each object, the surest first. */
final class DetectorTagger implements ImageTagger {
  /** Left, top, width, height, score, class. */
  private static final int NUMBERS = 6;

  private final Detector detector;

  private DetectorTagger(Detector detector) {
    this.detector = detector;
  }

  /** Taggers by a detector that is used in that way. */
  static TaggerPlan plan(Network network, DetectorSpec spec) {
    TensorMetadata objects =
        new TensorMetadata(
            TaggerRepository.OBJECTS,
            Datatype.FP32,
            List.of(1L, -1L, (long) NUMBERS),
            spec.labels());
    return new TaggerPlan(
        TaggerPlan.terms(objects), () -> new DetectorTagger(OnnxDetector.open(network, spec, 1)));
  }

  @Override
  public Tensor tag(Image image) {
    return rows(detector.detect(image));
  }

  /** Boxes as far as they lie on the image; what does not lie there at all is left out. */
  static Tensor rows(List<DetectedObject> objects) {
    List<float[]> rows = new ArrayList<>();
    for (DetectedObject object : objects) {
      Box box = object.box().clipped();
      if (box.area() > 0) {
        rows.add(
            new float[] {
              box.left(), box.top(), box.width(), box.height(), object.score(), object.label()
            });
      }
    }
    Tensor tensor = Tensor.allocate(Shape.of(1, rows.size(), NUMBERS));
    FloatBuffer values = tensor.buffer();
    rows.forEach(values::put);
    return tensor;
  }

  @Override
  public void close() {
    detector.close();
  }
}

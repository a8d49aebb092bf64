package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.data.importing.FolderImport;
import dev.winnow.data.importing.KnownCollection;
import dev.winnow.image.CropWindow;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.ImageModality;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** MobileFaceNet on Labeled Faces in the Wild, as the extractor is shown them. */
@EnabledIfEnvironmentVariable(
    named = "WINNOW_DATA",
    matches = ".+",
    disabledReason = "faces and recogniser lie in the folder that WINNOW_DATA names")
class RealRecogniserTest {
  /** It was trained on faces that fill 112 of 230 pixels of such an image, from (59, 52) on. */
  private static final CropWindow FACE =
      new CropWindow(59 / 230.0, 52 / 230.0, 112 / 230.0, 112 / 230.0);

  @TempDir Path out;

  @Test
  void measured_imagesOfHalfTheSize_areRecognised() {
    Path data = Path.of(System.getenv("WINNOW_DATA"));
    DataSet set =
        FolderImport.run(
                data.resolve("lfw"),
                KnownCollection.LFW.plan(data.resolve("lfw")),
                out,
                List.of(new ImageModality()))
            .set();
    double crop = set.framed(FaceRecogniserTest.preprocessing(112, 117, 256)).crop();
    ImageSpec prepared = FaceRecogniserTest.preprocessing(112, 117, 256).withCrop(crop);
    CropWindow shown = new CropWindow((1 - crop) / 2, (1 - crop) / 2, crop, crop);
    Network network = Network.read(data.resolve("models/mobilefacenet.onnx"));
    FaceRecogniser recogniser =
        new FaceRecogniser(
            network, FaceRecogniserTest.preprocessing(112, 127.5, 128), FACE.within(shown));
    ClosedSetProtocol protocol = ClosedSetProtocol.of(set.samples(), "identity", 40, 40, 1);
    List<Integer> known = protocol.known().stream().map(ClosedSetProtocol.Shown::person).toList();
    List<Integer> unknown =
        protocol.unknown().stream().map(ClosedSetProtocol.Shown::person).toList();
    Tensor images = images(set, protocol.samples(), prepared);
    Gallery gallery = Gallery.of(recogniser, images.rows(0, known.size()), known, prepared, 1);
    Tensor asked = images.rows(known.size(), images.shape().dim(0));

    List<Measurement> found = gallery.measurement(Denormalizer.smaller(asked, 2), unknown, 1);

    assertTrue(value(found, measurement -> measurement.metric() == Metric.TOP_ONE) > 0.95);
    assertTrue(value(found, measurement -> measurement.metric() == Metric.AREA) > 0.97);
  }

  private static double value(List<Measurement> found, Predicate<Measurement> wanted) {
    return found.stream().filter(wanted).findFirst().orElseThrow().estimate().value();
  }

  private static Tensor images(DataSet set, List<Sample> samples, ImageSpec prepared) {
    Tensor images = Tensor.allocate(prepared.shape().batch(samples.size()));
    int row = 0;
    try (BatchLoader batches =
        BatchLoader.of(set, samples, ImagePreprocessor.of(prepared), 32, 1)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        int end = row + batch.captures().size();
        images.rows(row, end).buffer().put(batch.inputs().buffer());
        row = end;
      }
    }
    return images;
  }
}

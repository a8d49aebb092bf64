package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Tensor;
import dev.winnow.data.Batches;
import dev.winnow.data.DataSet;
import dev.winnow.data.Importers;
import dev.winnow.data.Preparer;
import dev.winnow.data.Restored;
import dev.winnow.data.Sample;
import dev.winnow.data.Window;
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
  /** It was trained on faces that fill 112 of 230 pixels of such a picture, from (59, 52) on. */
  private static final Window FACE = new Window(59 / 230.0, 52 / 230.0, 112 / 230.0, 112 / 230.0);

  @TempDir Path out;

  @Test
  void measured_picturesOfHalfTheSize_areRecognised() {
    Path data = Path.of(System.getenv("WINNOW_DATA"));
    DataSet set = Importers.lfw(data.resolve("lfw"), out).set();
    double crop = set.framed(GalleryTest.preprocessing(112, 117, 256)).crop();
    Preprocessing prepared = GalleryTest.preprocessing(112, 117, 256).withCrop(crop);
    Window shown = new Window((1 - crop) / 2, (1 - crop) / 2, crop, crop);
    Network network = Network.read(data.resolve("models/mobilefacenet.onnx"));
    Recogniser recogniser =
        new Recogniser(network, GalleryTest.preprocessing(112, 127.5, 128), FACE.within(shown));
    Lineup lineup = Lineup.of(set.samples(), "identity", 40, 40, 1);
    List<Integer> known = lineup.known().stream().map(Lineup.Shown::person).toList();
    List<Integer> unknown = lineup.unknown().stream().map(Lineup.Shown::person).toList();
    Tensor pictures = pictures(set, lineup.samples(), prepared);
    Gallery gallery = Gallery.of(recogniser, pictures.rows(0, known.size()), known, prepared, 1);
    Tensor asked = pictures.rows(known.size(), pictures.shape().dim(0));

    List<Measured> found = gallery.measured(Restored.smaller(asked, 2), unknown, 1);

    assertTrue(value(found, measured -> measured.measure() == Measure.TOP_ONE) > 0.95);
    assertTrue(value(found, measured -> measured.measure() == Measure.AREA) > 0.97);
  }

  private static double value(List<Measured> found, Predicate<Measured> wanted) {
    return found.stream().filter(wanted).findFirst().orElseThrow().estimate().value();
  }

  private static Tensor pictures(DataSet set, List<Sample> samples, Preprocessing prepared) {
    Tensor pictures = Tensor.allocate(prepared.shape().batch(samples.size()));
    int row = 0;
    try (Batches batches = Batches.of(set, samples, Preparer.of(prepared), 32, 1)) {
      while (batches.hasNext()) {
        Batches.Batch batch = batches.next();
        int end = row + batch.pictures().size();
        pictures.rows(row, end).buffer().put(batch.inputs().buffer());
        row = end;
      }
    }
    return pictures;
  }
}

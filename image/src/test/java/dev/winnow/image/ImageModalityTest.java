package dev.winnow.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.BrokenLimit;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.Sample;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class ImageModalityTest {
  private static final Modality IMAGES = new ImageModality();
  private static final ImageSpec SPEC =
      ImagePreprocessorTest.plain(3, 2, 1, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB);

  @TempDir Path folder;

  @Test
  void ofFolder_throughTheSeam_preparesAsAloneAndSkipsTheDamaged() {
    for (int i = 0; i < 120; i++) {
      Path file = folder.resolve("%03d.png".formatted(i));
      byte[] image = ContactSheet.png(ImagePreprocessorTest.pattern(4 + i % 3, 5));
      ImageFixtures.write(file, i == 7 ? "no image".getBytes(UTF_8) : image);
    }
    ImagePreprocessor alone = ImagePreprocessor.of(SPEC);
    InputPreprocessor seam = IMAGES.preprocessor(SPEC);

    int seen = 0;
    try (BatchLoader batches =
        BatchLoader.of(
            CaptureStream.ofFolder(folder, IMAGES), seam, BrokenLimit.ONE_PERCENT, 16, 2)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        for (int row = 0; row < batch.captures().size(); row++, seen++) {
          Path file = folder.resolve(batch.captures().get(row).id().source());
          assertArrayEquals(
              alone.prepare(ImageDecoder.read(file)).toArray(),
              batch.inputs().rows(row, row + 1).toArray());
        }
      }
      assertEquals(CaptureId.ofFile("007.png").source(), batches.broken().get(0).id().source());
    }
    assertEquals(119, seen);
  }

  @Test
  void read_damagedBytes_namesTheCapture() {
    Tensor into = Tensor.allocate(SPEC.shape());

    var refusal =
        assertThrows(
            UnreadableCaptureException.class,
            () -> IMAGES.preprocessor(SPEC).read(CaptureId.ofFile("a.png"), new byte[3], into));

    assertEquals(
        "cannot read a.png: it is no image that is known here; mend or remove it",
        refusal.getMessage());
  }

  @Test
  void perturbation_sameSeed_altersALittleAndAlike() {
    ImageSpec spec =
        ImagePreprocessorTest.plain(32, 24, 0.5, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB);
    Tensor prepared = ImagePreprocessor.of(spec).prepare(ImagePreprocessorTest.pattern(64, 48));
    float[] before = prepared.toArray();

    Tensor once = IMAGES.perturbation(spec, 1).of(prepared);

    assertArrayEquals(once.toArray(), IMAGES.perturbation(spec, 1).of(prepared).toArray());
    assertArrayEquals(before, prepared.toArray());
    assertEquals(prepared.shape(), once.shape());
    assertFalse(Arrays.equals(before, once.toArray()));
  }

  @Test
  void preprocessor_ofAudio_isRefused() {
    assertEquals(InputSpec.Kind.IMAGE, IMAGES.kind());
    assertThrows(
        UnsuitableModalityException.class, () -> IMAGES.preprocessor(AudioSpec.of(8000, 100)));
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void ofFolder_realFaces_areAllReadable() {
    DataSet set = DataSet.ofFolder(Path.of(System.getenv("WINNOW_DATA"), "orl"), IMAGES);
    List<Sample> faces =
        set.samples().stream().filter(sample -> sample.path().endsWith(".pgm")).toList();

    assertEquals(400, faces.size());
    for (Sample sample : faces) {
      assertEquals("92×112", ImageDecoder.read(set.file(sample)).toString());
    }
  }
}

package dev.winnow.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Preprocessing.Colour;
import dev.winnow.core.Preprocessing.Fit;
import dev.winnow.core.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLoaderTest {
  private static final ImagePreprocessor PREPARER =
      ImagePreprocessor.of(ImagePreprocessorTest.plain(3, 2, 1, Fit.STRETCH, Colour.RGB));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "4, 2", "4, 8", "100, 3"})
  void next_anySizeAndThreads_everyImageOnceInOrderAndPrepared(int size, int threads) {
    DataSet set = images(23);
    List<Sample> order = new ArrayList<>(set.samples());
    Collections.shuffle(order, new Random(1));

    List<Sample> seen = new ArrayList<>();
    try (BatchLoader batches = BatchLoader.of(set, order, PREPARER, size, threads)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        List<Sample> samples = batch.samples();
        assertTrue(samples.size() == size || seen.size() + samples.size() == 23);
        assertEquals(Shape.of(samples.size(), 3, 2, 3), batch.inputs().shape());
        for (int row = 0; row < samples.size(); row++) {
          Image alone = ImageDecoder.read(set.file(samples.get(row)));
          assertArrayEquals(
              PREPARER.prepare(alone).toArray(), batch.inputs().rows(row, row + 1).toArray());
        }
        seen.addAll(samples);
      }
    }

    assertEquals(order, seen);
  }

  @Test
  void hasNext_askedTwice_leavesTheCurrentBatchAlone() {
    DataSet set = images(6);
    try (BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 2, 2)) {
      BatchLoader.Batch first = batches.next();
      float[] before = first.inputs().toArray();

      assertTrue(batches.hasNext());
      assertTrue(batches.hasNext());

      assertArrayEquals(before, first.inputs().toArray());
      assertNotSame(first, batches.next());
    }
  }

  @Test
  void next_aImage_reportsItsFileAndTimes() {
    DataSet set = images(1);
    try (BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 2, 1)) {
      BatchLoader.Loaded image = batches.next().images().get(0);

      assertEquals("P6 5 4 255\n".length() + 5 * 4 * 3, image.fileBytes());
      assertFalse(image.decoding().isNegative() || image.preparing().isNegative());
      assertThrows(NoSuchElementException.class, batches::next);
    }
  }

  @Test
  void next_onePercentBroken_skipsAndNamesThem() {
    DataSet set = images(200);
    breakImage(0);
    breakImage(117);

    int rows = 0;
    try (BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 16, 2)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        for (int row = 0; row < batch.samples().size(); row++, rows++) {
          Image alone = ImageDecoder.read(set.file(batch.samples().get(row)));
          assertArrayEquals(
              PREPARER.prepare(alone).toArray(), batch.inputs().rows(row, row + 1).toArray());
        }
      }
      assertEquals(
          List.of(
              new BatchLoader.Broken(set.samples().get(0), "it is cut short"),
              new BatchLoader.Broken(set.samples().get(117), "it is cut short")),
          batches.broken());
    }
    assertEquals(198, rows);
  }

  @Test
  void hasNext_moreThanOnePercentBroken_failsAfterTheLastBatch() {
    DataSet set = images(10);
    breakImage(3);

    try (BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 4, 2)) {
      for (int i = 0; i < 3; i++) {
        batches.next();
      }
      var failure = assertThrows(TooManyBrokenException.class, batches::hasNext);

      assertEquals(
          "1 of 10 images cannot be read, which is more than 1 %: 003.ppm (it is cut short);"
              + " mend or remove them",
          failure.getMessage());
    }
  }

  @Test
  void hasNext_aHundredBroken_failsAtOnce() {
    DataSet set = images(150);
    IntStream.range(0, 120).forEach(this::breakImage);

    try (BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 20, 2)) {
      var failure = assertThrows(TooManyBrokenException.class, batches::hasNext);

      assertTrue(failure.getMessage().startsWith("100 of 150 "), failure.getMessage());
      assertTrue(failure.getMessage().contains("002.ppm (it is cut short) and 97 more;"));
    }
  }

  @Test
  void hasNext_noSamples_isFalse() {
    try (BatchLoader batches = BatchLoader.of(images(1), List.of(), PREPARER, 4, 1)) {
      assertFalse(batches.hasNext());
    }
  }

  /** A pool that has ended may have threads that are just about to; none may wait for more work. */
  @Test
  @Timeout(60)
  void close_midway_leavesNoThread() throws InterruptedException {
    DataSet set = images(50);
    BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 2, 3);
    batches.next();

    batches.close();

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("winnow-decoder")) {
        thread.join();
      }
    }
  }

  @Test
  void of_audio_isRefused() {
    Fixtures.write(folder.resolve("a.wav"), "samples");
    DataCard audio =
        new DataCard(
            "voices",
            DataCard.Kind.AUDIO,
            Optional.empty(),
            Optional.of(8000.0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    DataSet set = DataSet.write(folder, audio, List.of(), List.of(Sample.of("a.wav", Map.of())));

    var refusal =
        assertThrows(
            NotImagesException.class, () -> BatchLoader.of(set, set.samples(), PREPARER, 1, 1));

    assertEquals(
        "the data set voices holds audio where images are needed; name one whose kind is image",
        refusal.getMessage());
  }

  private DataSet images(int count) {
    for (int i = 0; i < count; i++) {
      byte[] file = "P6 5 4 255\n".getBytes(US_ASCII);
      byte[] whole = Arrays.copyOf(file, file.length + 60);
      byte[] noise = new byte[60];
      new Random(i).nextBytes(noise);
      System.arraycopy(noise, 0, whole, file.length, 60);
      Fixtures.write(file(i), whole);
    }
    return DataSet.ofImages(folder);
  }

  private void breakImage(int i) {
    Fixtures.write(file(i), "P6 5 4 255\n");
  }

  private Path file(int i) {
    return folder.resolve("%03d.ppm".formatted(i));
  }
}

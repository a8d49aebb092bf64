package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.UnsuitableModalityException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLoaderTest {
  private static final int SIZE = 18;

  private static final InputPreprocessor PREPARER =
      ByteModality.IMAGES.preprocessor(ByteModality.SPEC);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "4, 2", "4, 8", "100, 3"})
  void next_anySizeAndThreads_everyCaptureOnceInOrderAndPrepared(int size, int threads) {
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
          assertArrayEquals(values(samples.get(row)), batch.inputs().rows(row, row + 1).toArray());
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
  void next_aCapture_reportsItsSizeAndTimes() {
    DataSet set = images(1);
    try (BatchLoader batches = BatchLoader.of(set, set.samples(), PREPARER, 2, 1)) {
      BatchLoader.Loaded capture = batches.next().captures().get(0);

      assertEquals(CaptureId.ofFile("000.bytes"), capture.id());
      assertEquals(SIZE, capture.bytes());
      assertFalse(capture.reading().isNegative() || capture.preparing().isNegative());
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
          assertArrayEquals(
              values(batch.samples().get(row)), batch.inputs().rows(row, row + 1).toArray());
        }
      }
      assertEquals(
          List.of(
              new BatchLoader.Broken(
                  new CaptureId("000.bytes", 0, Optional.empty()), "it is cut short"),
              new BatchLoader.Broken(
                  new CaptureId("117.bytes", 117, Optional.empty()), "it is cut short")),
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
          "1 of 10 captures cannot be read, which is more than 1 %: 003.bytes (it is cut short);"
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
      assertTrue(failure.getMessage().contains("002.bytes (it is cut short) and 97 more;"));
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
    DataCard audio = DataCard.of("voices", InputSpec.Kind.AUDIO);
    DataSet set = DataSet.write(folder, audio, List.of(), List.of(Sample.of("a.wav", Map.of())));

    var refusal =
        assertThrows(
            UnsuitableModalityException.class,
            () -> BatchLoader.of(set, set.samples(), PREPARER, 1, 1));

    assertEquals(
        "the network takes images, and voices is of audio; use one of images",
        refusal.getMessage());
  }

  @Test
  void of_streamWithoutEnd_givesBatchesAsLongAsTheyAreAskedFor() {
    try (BatchLoader batches = cameraBatches(new Camera(Long.MAX_VALUE, 3), 4)) {
      for (int i = 0; i < 500; i++) {
        // One capture of three is broken, which no stream without an end fails of.
        assertTrue(batches.next().captures().size() < 4);
      }
      assertTrue(batches.brokenCount() > 300);
    }
  }

  @Test
  void hasNext_streamOfUnknownSizeThatEnds_isHeldToOnePercentOfWhatCame() {
    Camera few = new Camera(150, 150);
    try (BatchLoader batches = cameraBatches(few, 8)) {
      int rows = 0;
      while (batches.hasNext()) {
        rows += batches.next().captures().size();
      }
      assertEquals(149, rows);
    }
    assertTrue(few.closed);

    try (BatchLoader batches = cameraBatches(new Camera(150, 70), 8)) {
      var failure =
          assertThrows(TooManyBrokenException.class, () -> batches.forEachRemaining(b -> {}));

      assertTrue(failure.getMessage().startsWith("2 of 150 captures "), failure.getMessage());
    }
  }

  @Test
  void hasNext_withinTheLimitOfItsOwn_goesOnToTheEnd() {
    DataSet set = images(10);
    List.of(2, 3, 5).forEach(this::breakImage);

    for (String enough : List.of("30%", "3", "100%")) {
      try (BatchLoader batches = limited(set, enough)) {
        batches.forEachRemaining(batch -> {});
        assertEquals(3, batches.brokenCount(), enough);
      }
    }
  }

  @Test
  void hasNext_beyondALimitOfItsOwn_saysWhich() {
    DataSet set = images(10);
    List.of(2, 3, 5).forEach(this::breakImage);

    try (BatchLoader batches = limited(set, "29.5%")) {
      var failure =
          assertThrows(TooManyBrokenException.class, () -> batches.forEachRemaining(batch -> {}));
      assertTrue(failure.getMessage().contains("which is more than 29.5 %: "));
    }
    try (BatchLoader batches = limited(set, "2")) {
      var failure =
          assertThrows(TooManyBrokenException.class, () -> batches.forEachRemaining(batch -> {}));
      assertTrue(failure.getMessage().contains("which is more than 2: "));
    }
  }

  @Test
  void hasNext_notOneWhole_failsWhateverTheLimit() {
    DataSet set = images(3);
    IntStream.range(0, 3).forEach(this::breakImage);

    try (BatchLoader batches = limited(set, "100%")) {
      var failure = assertThrows(TooManyBrokenException.class, batches::hasNext);
      assertTrue(failure.getMessage().startsWith("3 of 3 captures cannot be read: "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "101%", "-1", "1.5", "many", "NaN%"})
  void brokenLimit_neitherShareNorNumber_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> BrokenLimit.parse(text));
  }

  private static BatchLoader limited(DataSet set, String limit) {
    return BatchLoader.of(CaptureStream.of(set), PREPARER, BrokenLimit.parse(limit), 4, 2);
  }

  private static BatchLoader cameraBatches(Camera camera, int size) {
    return BatchLoader.of(camera, PREPARER, BrokenLimit.ONE_PERCENT, size, 2);
  }

  /** Takes a capture whenever it is asked; every so-manieth is broken. */
  private static final class Camera implements CaptureStream {
    private final long captures;
    private final int broken;
    private long taken;
    private boolean closed;

    Camera(long captures, int broken) {
      this.captures = captures;
      this.broken = broken;
    }

    @Override
    public DataCard card() {
      return DataCard.ofImages("camera");
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public Optional<Capture> next() {
      if (taken == captures) {
        return Optional.empty();
      }
      CaptureId id = new CaptureId("camera", taken++, Optional.empty());
      byte[] bytes = new byte[taken % broken == 0 ? 1 : SIZE];
      return Optional.of(new Capture(id, Optional.empty(), () -> bytes));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private DataSet images(int count) {
    for (int i = 0; i < count; i++) {
      Fixtures.write(file(i), bytes(i));
    }
    return DataSet.ofFolder(folder, ByteModality.IMAGES);
  }

  private static byte[] bytes(int i) {
    byte[] bytes = new byte[SIZE];
    new Random(i).nextBytes(bytes);
    return bytes;
  }

  private static float[] values(Sample sample) {
    byte[] bytes = bytes(Integer.parseInt(sample.path().substring(0, 3)));
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = bytes[i];
    }
    return values;
  }

  private void breakImage(int i) {
    Fixtures.write(file(i), "cut");
  }

  private Path file(int i) {
    return folder.resolve("%03d.bytes".formatted(i));
  }
}

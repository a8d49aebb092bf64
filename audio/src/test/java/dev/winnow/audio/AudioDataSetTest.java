package dev.winnow.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.CsvTable;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.FileKind;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Recordings from their description to tensors. */
class AudioDataSetTest {
  private static final Modality AUDIO = new AudioModality();

  @TempDir Path folder;

  @Test
  void dataSet_ofRecordings_isListedSplitAndLoaded() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String path = i + ".wav";
      Files.write(folder.resolve(path), WavFiles.of(8000, 1, 16, i * 1024, 0));
      samples.add(Sample.of(path, Map.of("speaker", "s" + i / 2, "digit", "" + i % 2)));
    }
    DataSet.write(
        folder, DataCard.of("digits", InputSpec.Kind.AUDIO), List.of("speaker", "digit"), samples);

    DataSet set = DataSet.open(folder);
    Partition people = Partition.byIdentity(set, "speaker", 1);

    assertEquals(InputSpec.Kind.AUDIO, set.card().modality());
    assertEquals(10, DataSet.ofFolder(folder, AUDIO).samples().size());
    assertEquals(10, people.train().size() + people.validation().size() + people.test().size());
    try (BatchLoader batches =
        BatchLoader.of(set, people.train(), AUDIO.preprocessor(AudioSpec.of(8000, 2)), 100, 2)) {
      BatchLoader.Batch batch = batches.next();
      assertEquals(Shape.of(people.train().size(), 2), batch.inputs().shape());
      assertEquals(people.train(), batch.samples());
      for (int row = 0; row < batch.samples().size(); row++) {
        float loudness = Integer.parseInt(batch.samples().get(row).path().substring(0, 1)) / 32f;
        assertEquals(loudness, batch.inputs().rows(row, row + 1).toArray()[0]);
      }
    }
  }

  @Test
  void preprocessor_ofImages_isRefused() {
    ImageSpec image =
        new ImageSpec(
            2, 2, 1, ImageSpec.Fit.COVER, ImageSpec.Colour.GREY, Normalization.same(1, 0, 1));

    assertThrows(UnsuitableModalityException.class, () -> AUDIO.preprocessor(image));
    assertThrows(UnsuitableModalityException.class, () -> AUDIO.perturbation(image, 1));
  }

  /** By what it is, and only what is nothing known by its name. */
  @Test
  void kindOf_contentBeforeName() {
    byte[] wav = WavFiles.of(8000, 1, 16, 1);
    byte[] flac = Arrays.copyOf("fLaC".getBytes(US_ASCII), 64);

    assertEquals(FileKind.CAPTURE, AUDIO.kindOf("a.bin", wav));
    assertEquals(FileKind.CAPTURE, AUDIO.kindOf("a/B.WAV", new byte[0]));
    assertEquals(FileKind.OTHER, AUDIO.kindOf("a.txt", new byte[64]));
    assertEquals(
        FileKind.leftOut("FLAC", "set WINNOW_FFMPEG=1 to read FLAC, Ogg and MP3"),
        AUDIO.kindOf("a.wav", flac));
    // MPEG-1 layer III of 128 kbit/s; the second is AAC in ADTS, which shares its first bits.
    byte[] mp3 = {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, 0x64};
    byte[] adts = {(byte) 0xFF, (byte) 0xF1, (byte) 0x50, (byte) 0x80};
    assertEquals("MP3", AUDIO.kindOf("a", mp3).name());
    assertEquals(FileKind.OTHER, AUDIO.kindOf("a", adts));
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void arabicDigits_areListedSplitBySpeakerAndLoaded() {
    Path real = Path.of(System.getenv("WINNOW_DATA"), "arabic_digits");
    CsvTable labels = CsvTable.read(real.resolve("labels.csv"));
    List<Sample> samples =
        labels.rows().stream()
            .map(CsvTable.Row::values)
            .map(row -> Sample.of(row.get(0), Map.of("digit", row.get(1), "speaker", row.get(2))))
            .toList();
    DataSet set =
        DataSet.write(
            folder.resolve("set"),
            DataCard.of("arabic digits", InputSpec.Kind.AUDIO).withRoot(real.toString()),
            List.of("digit", "speaker"),
            samples);

    Partition people = Partition.byIdentity(set, "speaker", 1);

    assertEquals(2_000, DataSet.ofFolder(real, AUDIO).samples().size());
    assertEquals(10, set.classes("digit").size());
    assertTrue(
        people.test().stream()
            .map(sample -> sample.label("speaker"))
            .noneMatch(
                people.train().stream()
                        .map(sample -> sample.label("speaker"))
                        .collect(Collectors.toSet())
                    ::contains));
    int loaded = 0;
    double energy = 0;
    try (BatchLoader batches =
        BatchLoader.of(
            CaptureStream.of(set), AUDIO.preprocessor(AudioSpec.of(16_000, 8_000)), 64, 2)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        loaded += batch.captures().size();
        for (float value : batch.inputs().toArray()) {
          energy += value * value;
        }
      }
      assertEquals(0, batches.brokenCount());
    }
    assertEquals(2_000, loaded);
    // Somebody speaks.
    assertTrue(energy / (2_000 * 8_000.0) > 1e-5, "mean energy " + energy / (2_000 * 8_000.0));
  }
}

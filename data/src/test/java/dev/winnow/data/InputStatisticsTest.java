package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputStatisticsTest {
  @TempDir Path folder;

  /** Two channels of two bytes each: 1 3 and 0 8 in one file, 5 7 and 0 0 in the other. */
  private Normalization measured(boolean padded) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (byte[] bytes : List.of(new byte[] {1, 3, 0, 8}, new byte[] {5, 7, 0, 0})) {
      String path = samples.size() + ".csv";
      Files.write(folder.resolve(path), bytes);
      samples.add(Sample.of(path, Map.of("label", "x")));
    }
    DataCard card = DataCard.of("bytes", InputSpec.Kind.SERIES);
    DataSet set = DataSet.write(folder, card, List.of("label"), samples);
    return new InputStatistics(new Bytes(), padded, 1).of(set, set.samples(), Progress.NONE);
  }

  @Test
  void of_twoChannels_areMeasuredEach() throws IOException {
    Normalization found = measured(false);

    assertEquals(List.of(4.0, 2.0), found.mean());
    assertEquals(Math.sqrt(5), found.scale().get(0), 1e-12);
    assertEquals(Math.sqrt(12), found.scale().get(1), 1e-12);
  }

  @Test
  void of_padding_doesNotCount() throws IOException {
    Normalization found = measured(true);

    // One value is left of the second channel, which never changes.
    assertEquals(List.of(4.0, 8.0), found.mean());
    assertEquals(1, found.scale().get(1));
  }

  /** Each byte is a value. */
  private record Bytes() implements InputPreprocessor {
    @Override
    public InputSpec spec() {
      return new SeriesSpec(List.of("a", "b"), 1, 2, Normalization.same(2, 0, 1));
    }

    @Override
    public void read(CaptureId id, byte[] bytes, Tensor into) {
      var buffer = into.buffer();
      for (byte value : bytes) {
        buffer.put(value);
      }
    }
  }
}

package dev.winnow.learn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiniBatchesTest {
  @ParameterizedTest
  @CsvSource({"64, 32, 32 32", "65, 32, 21 22 22", "33, 32, 16 17", "3, 2, 3", "1, 32, 1"})
  void of_samplesAndBatch_leavesNoSampleAlone(int samples, int batch, String sizes) {
    MiniBatches steps = MiniBatches.of(samples, batch);

    assertEquals(
        sizes,
        IntStream.range(0, steps.count())
            .mapToObj(step -> String.valueOf(steps.start(step + 1) - steps.start(step)))
            .collect(Collectors.joining(" ")));
  }
}

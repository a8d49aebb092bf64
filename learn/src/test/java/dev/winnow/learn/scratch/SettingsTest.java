package dev.winnow.learn.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.Augmentation;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.RecurrentSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.training.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | 2 | .1  | epochs is 0 and must be at least 1
          1   | 1 | .1  | batch is 1 and must be at least 2
          1   | 2 | 0   | learning rate is 0.0 and must be a number above 0
          1   | 2 | NaN | learning rate is NaN and must be a number above 0
          """)
  void schedule_outOfRange_isRefused(int epochs, int batch, double rate, String message) {
    var e =
        assertThrows(
            InvalidSettingException.class, () -> new Schedule(epochs, batch, rate, Optimizer.ADAM));

    assertEquals(message, e.getMessage());
  }

  @Test
  void training_withoutThreads_isRefused() {
    var e =
        assertThrows(
            InvalidSettingException.class,
            () ->
                new TrainingSettings(
                    Architecture.VGG,
                    RecurrentSettings.STANDARD,
                    TrainingSettings.STANDARD,
                    Augmentation.NONE,
                    1,
                    0));

    assertEquals("threads is 0 and must be at least 1", e.getMessage());
  }

  @Test
  void rate_alongTheSchedule_fallsAsHalfACosine() {
    Schedule schedule = new Schedule(1, 2, 4, Optimizer.ADAM);

    assertEquals(4, schedule.rate(0), 1e-12);
    assertEquals(2, schedule.rate(.5), 1e-12);
    assertEquals(0, schedule.rate(1), 1e-12);
  }
}

package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.detection.Box;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskSettingsTest {
  @Test
  void of_whatWasWritten_isTheSame() {
    MaskSettings settings =
        new MaskSettings(
            new MaskSettings.Appearance(MaskSettings.Shape.BOX, MaskSettings.Fill.BLUR, 0.25),
            new MaskSettings.Persistence(
                Duration.ofMillis(700), 0.5, Duration.ZERO, Duration.ofMillis(40)),
            List.of(new Box(0, 0.5f, 1, 0.5f)),
            List.of(new Box(0.1f, 0.2f, 0.3f, 0.4f), new Box(0, 0, 0.5f, 0.5f)));

    assertEquals(settings, MaskSettings.of(settings.toMap()));
    assertEquals(MaskSettings.withDefaults(), MaskSettings.of(Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour|red|no setting [colour]",
        "fill|holes|HOLES",
        "margin|-1|margin must be",
        "margin|NaN|margin must be",
        "look-ahead-ms|90000|at most a minute",
        "linger-ms|soon|soon",
        "always|0,0,1|left,top,width,height",
        "never|0,0,2,1|from 0 to 1"
      })
  void of_whatIsNotUnderstood_isRefusedByName(String name, String value, String said) {
    var refusal =
        assertThrows(UnsupportedPackageException.class, () -> MaskSettings.of(Map.of(name, value)));

    assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
  }
}

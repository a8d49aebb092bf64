package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleasedTensorTest {
  private static CaptureFilter filter(Map<String, String> settings) {
    return new CaptureFilter(CaptureFilter.Method.MASK, settings, List.of());
  }

  @Test
  void of_whatWasAdded_isTheSameAndLeavesTheMethodsSettings() {
    for (boolean channelsLast : new boolean[] {false, true}) {
      ReleasedTensor tensor = new ReleasedTensor("images", channelsLast);
      Map<String, String> settings = tensor.addTo(Map.of("fill", "solid"));

      assertEquals(Optional.of(tensor), ReleasedTensor.of(filter(settings)));
      assertEquals("solid", settings.get("fill"));
    }
    assertEquals(Optional.empty(), ReleasedTensor.of(filter(Map.of("fill", "solid"))));
  }

  @Test
  void of_settingsThatSayItByHalf_isRefused() {
    for (Map<String, String> settings :
        List.of(
            Map.of("tensor-input", "images"),
            Map.of("tensor-layout", "nchw"),
            Map.of("tensor-input", "images", "tensor-layout", "chw"))) {
      assertThrows(UnsupportedPackageException.class, () -> ReleasedTensor.of(filter(settings)));
    }
  }

  @Test
  void shape_ofAnImage_isInTheLayout() {
    ImageSpec spec =
        new ImageSpec(
            64,
            48,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));

    assertEquals(Shape.of(1, 3, 48, 64), new ReleasedTensor("x", false).shape(spec));
    assertEquals(Shape.of(1, 48, 64, 3), new ReleasedTensor("x", true).shape(spec));
  }
}

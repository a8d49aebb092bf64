package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splits networks that others made. */
@EnabledIfEnvironmentVariable(
    named = "WINNOW_DATA",
    matches = ".+",
    disabledReason = "the networks lie in the folder that WINNOW_DATA names")
class RealSplitTest {
  @ParameterizedTest
  @CsvSource({
    "onnx-light/light_shufflenet, 39",
    "onnx-light/light_squeezenet, 33",
    "mobilefacenet, 37",
    "ultraface_rfb_320, 41",
    "yolox_nano, 18",
    "yunet_n_320_320, 25",
  })
  void split_aSmallNetworkAtEveryCut_equalsTheWhole(String name, int cuts) {
    assertEveryCut(name, cuts);
  }

  /**
   * Some hundred megabytes of weights each: minutes for all cuts, so here only the middle one, and
   * not of those that have AlexNet's layers in larger sizes.
   */
  @ParameterizedTest
  @CsvSource({
    "onnx-light/light_bvlc_alexnet, 23",
    "onnx-light/light_densenet121, 87",
    "onnx-light/light_inception_v1, 25",
    "onnx-light/light_inception_v2, 30",
    "onnx-light/light_resnet50, 39",
  })
  void split_aLargeNetworkInItsMiddle_equalsTheWhole(String name, int cuts) {
    Network network = network(name);
    assertEquals(cuts, network.cuts().size());
    try (SplitCheck check = new SplitCheck(network, 1)) {
      check.at(network.cuts().get(cuts / 2));
    }
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({
    "onnx-light/light_bvlc_alexnet, 23",
    "onnx-light/light_densenet121, 87",
    "onnx-light/light_inception_v1, 25",
    "onnx-light/light_inception_v2, 30",
    "onnx-light/light_resnet50, 39",
    "onnx-light/light_vgg19, 45",
    "onnx-light/light_zfnet512, 21",
  })
  void split_aLargeNetworkAtEveryCut_equalsTheWhole(String name, int cuts) {
    assertEveryCut(name, cuts);
  }

  private static void assertEveryCut(String name, int cuts) {
    Network network = network(name);
    assertEquals(cuts, network.cuts().size());
    try (SplitCheck check = new SplitCheck(network, 1)) {
      network.cuts().forEach(check::at);
    }
  }

  private static Network network(String name) {
    Path models = Path.of(System.getenv("WINNOW_DATA"), "models");
    Network network = Network.read(models.resolve(name + ".onnx"));
    return name.contains("light_") ? Randomised.of(network) : network;
  }
}

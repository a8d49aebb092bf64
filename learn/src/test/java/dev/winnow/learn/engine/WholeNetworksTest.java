package dev.winnow.learn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of many layers: what PyTorch makes of them is what ONNX Runtime makes of them. */
class WholeNetworksTest {
  /** Of the largest value of an output: layers add up rounding in an order of their own. */
  private static final double TOLERANCE = 1e-4;

  /** ONNX Runtime's logistic function is off by as much where it is near 0. */
  private static final double ROUNDING = 2e-7;

  /** Where the networks of others lie, in folders. */
  private static final String DATA = "WINNOW_DATA";

  private static final List<String> FOLDERS = List.of("models", "models/onnx-light");

  /** Hundreds of megabytes of dense layers, behind layers that the others have too. */
  private static final Set<String> LARGE =
      Set.of("light_bvlc_alexnet.onnx", "light_vgg19.onnx", "light_zfnet512.onnx");

  @BeforeAll
  static void useTwoThreads() {
    Torch.useThreads(2);
  }

  @Test
  void run_vgg16_equalsOnnxRuntime() {
    check(Vgg16.network(64, 1000, ModelCard.empty()));
  }

  @ParameterizedTest
  @MethodSource("files")
  @EnabledIfEnvironmentVariable(
      named = DATA,
      matches = ".+",
      disabledReason = "the networks lie in the folder that WINNOW_DATA names")
  void run_networkOfOthers_equalsOnnxRuntime(Path file) {
    check(RandomWeights.of(Network.read(file)));
  }

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : System.getenv(DATA) == null ? List.<String>of() : FOLDERS) {
      try (Stream<Path> found = Files.list(Path.of(System.getenv(DATA), folder))) {
        found
            .filter(file -> file.toString().endsWith(".onnx"))
            .filter(file -> !LARGE.contains(file.getFileName().toString()))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  private static void check(Network network) {
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorSpec port : network.inputs()) {
      Shape shape = port.shape().batch(port.batch().orElse(2));
      inputs.put(port.name(), OperatorCases.random(new Random(3), shape));
    }
    Map<String, Tensor> expected;
    try (Session session = Session.open(network, 2)) {
      expected = session.run(inputs);
    }
    try (TrainableNetwork trainable = TrainableNetwork.open(network);
        NativeScope scope = NativeScope.unrecorded()) {
      Map<String, NDArray> given =
          inputs.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> scope.view(e.getValue())));
      Map<String, NDArray> made = trainable.run(given, Mode.INFERENCE, expected.keySet());
      assertEquals(expected.keySet(), made.keySet());
      made.forEach((name, array) -> assertClose(name, expected, Torch.tensor(array)));
    }
  }

  private static void assertClose(String name, Map<String, Tensor> all, Tensor actual) {
    Tensor expected = all.getOrDefault(name, actual);
    assertEquals(expected.shape(), actual.shape());
    float[] a = expected.toArray();
    float[] b = actual.toArray();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
      difference = Math.max(difference, Math.abs(a[i] - b[i]));
    }
    assertTrue(largest > 0 && Double.isFinite(largest), name + " is " + largest);
    assertTrue(
        difference <= TOLERANCE * largest + ROUNDING,
        name + " differs by " + difference + " of " + largest);
  }
}

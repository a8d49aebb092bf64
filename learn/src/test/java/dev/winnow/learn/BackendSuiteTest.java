package dev.winnow.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The ONNX project's own examples of its operators (Debian's {@code libonnx-testdata}), as far as
 * they use the operators in the table and nothing but floats.
 */
class BackendSuiteTest {
  private static final Path SUITE = Path.of("/usr/share/libonnx-testdata/data");
  private static final List<String> FOLDERS =
      List.of("node", "simple", "pytorch-converted", "pytorch-operator");

  /** The suite's own tolerances: relative, and absolute for values near 0. */
  private static final double RELATIVE = 1e-3;

  private static final double ABSOLUTE = 1e-5;

  private final Map<String, Integer> passed = new TreeMap<>();
  private final Map<String, Integer> left = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  @Test
  void run_examplesOfSupportedOperators_equalTheSuite() throws IOException {
    assumeTrue(Files.isDirectory(SUITE), "Debian's libonnx-testdata is not installed");
    for (String folder : FOLDERS) {
      try (Stream<Path> examples = Files.list(SUITE.resolve(folder)).sorted()) {
        for (Path example : (Iterable<Path>) examples::iterator) {
          check(example);
        }
      }
    }
    System.out.println("ONNX backend suite, passed: " + passed);
    System.out.println("ONNX backend suite, left out: " + left);
    assertEquals(List.of(), failed);
    assertTrue(passed.keySet().containsAll(Set.of("Conv", "Gemm", "MaxPool", "Relu", "Softmax")));
  }

  private void check(Path example) throws IOException {
    Network network;
    try {
      network = Network.read(example.resolve("model.onnx"));
      network.outputs();
    } catch (NetworkException e) {
      left.merge("refused by onnx", 1, Integer::sum);
      return;
    }
    String op = network.nodes().get(0).op();
    Optional<List<Tensor>> inputs = tensors(example, "input", network.inputs().size());
    Optional<List<Tensor>> outputs = tensors(example, "output", network.outputs().size());
    if (inputs.isEmpty() || outputs.isEmpty()) {
      left.merge("not of floats", 1, Integer::sum);
      return;
    }
    try (TrainableNetwork trainable = TrainableNetwork.open(network)) {
      if (matches(network, trainable, inputs.get(), outputs.get())) {
        passed.merge(op, 1, Integer::sum);
      } else {
        failed.add(example.toString());
      }
    } catch (UnsupportedOperatorException e) {
      left.merge(
          Operators.find(op).isEmpty() ? "other operators" : e.getMessage(), 1, Integer::sum);
    }
  }

  private static boolean matches(
      Network network, TrainableNetwork trainable, List<Tensor> inputs, List<Tensor> outputs) {
    try (Scope scope = Scope.unrecorded()) {
      Map<String, NDArray> given = new HashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        given.put(network.inputs().get(i).name(), scope.view(inputs.get(i)));
      }
      for (int i = 0; i < outputs.size(); i++) {
        String name = network.outputs().get(i).name();
        NDArray made = trainable.run(given, Mode.INFERENCE, Set.of(name)).get(name);
        if (made == null || !isClose(outputs.get(i), Torch.tensor(made))) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isClose(Tensor expected, Tensor actual) {
    if (!expected.shape().equals(actual.shape())) {
      return false;
    }
    float[] a = expected.toArray();
    float[] b = actual.toArray();
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= ABSOLUTE + RELATIVE * Math.abs(a[i]))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<List<Tensor>> tensors(Path example, String kind, int count)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = example.resolve("test_data_set_0").resolve(kind + "_" + i + ".pb");
      TensorFile.read(file).ifPresent(tensors::add);
    }
    return tensors.size() == count ? Optional.of(tensors) : Optional.empty();
  }
}

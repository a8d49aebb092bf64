package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkException;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The ONNX project's own examples of its operators, as Debian's {@code libonnx-testdata} installs
 * them. What a network of ours cannot take as an input, such as whole numbers or a single one,
 * becomes a constant of the graph.
 */
final class BackendSuite {
  private static final Path SUITE = Path.of("/usr/share/libonnx-testdata/data");
  private static final List<String> FOLDERS =
      List.of("node", "simple", "pytorch-converted", "pytorch-operator");

  /** The suite's own tolerances: relative, and absolute for values near 0. */
  private static final double RELATIVE = 1e-3;

  private static final double ABSOLUTE = 1e-5;

  private BackendSuite() {}

  /** How an example went. */
  enum Outcome {
    PASSED,
    /**
     * What comes out is not what the suite says, but what ONNX Runtime gives. A network must be the
     * same in training and on the edge, so this is right here.
     */
    AS_RUNTIME,
    FAILED,
    /** It has an operator that is not in the table, or a form of one that is refused. */
    UNSUPPORTED,
    /** What comes out is not all floats, or what goes in neither floats nor whole numbers. */
    NOT_FLOATS
  }

  /**
   * One example.
   *
   * @param name its folder
   * @param ops the operators of its graph
   * @param why it went so, if it did not pass
   */
  record Result(String name, SortedSet<String> ops, Outcome outcome, String why) {}

  static boolean isInstalled() {
    return Files.isDirectory(SUITE);
  }

  /** Runs all examples. */
  static List<Result> run() throws IOException {
    Torch.useThreads(1);
    List<Result> results = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> examples = Files.list(SUITE.resolve(folder)).sorted()) {
        for (Path example : (Iterable<Path>) examples::iterator) {
          results.add(run(example));
        }
      }
    }
    return results;
  }

  private static Result run(Path folder) throws IOException {
    String name = SUITE.relativize(folder).toString();
    BackendExample example = BackendExample.read(folder);
    if (!example.isOfFloats()) {
      return new Result(name, example.ops(), Outcome.NOT_FLOATS, "");
    }
    if (!Operators.names().containsAll(example.ops())) {
      return new Result(name, example.ops(), Outcome.UNSUPPORTED, "");
    }
    List<String> free = example.floatInputs();
    Result result = run(name, example, free);
    if (result.outcome == Outcome.UNSUPPORTED && free.size() > 1) {
      return run(name, example, free.subList(0, 1));
    }
    return result;
  }

  private static Result run(String name, BackendExample example, List<String> free) {
    try {
      Network network = example.network(free);
      network.outputs();
      Map<String, Tensor> given = example.given(free);
      Map<String, Tensor> made = made(network, given, example.outputs().keySet());
      if (isClose(example.expected(), made)) {
        return new Result(name, example.ops(), Outcome.PASSED, "");
      }
      try (Session session = Session.open(network, 1)) {
        return isClose(session.run(given), made)
            ? new Result(name, example.ops(), Outcome.AS_RUNTIME, "ONNX Runtime says so too")
            : new Result(name, example.ops(), Outcome.FAILED, "its outputs differ");
      }
    } catch (NetworkException | UnsupportedOperatorException e) {
      return new Result(name, example.ops(), Outcome.UNSUPPORTED, e.getMessage());
    }
  }

  private static Map<String, Tensor> made(
      Network network, Map<String, Tensor> given, Set<String> wanted) {
    try (TrainableNetwork trainable = TrainableNetwork.open(network);
        NativeScope scope = NativeScope.unrecorded()) {
      Map<String, NDArray> inputs = new HashMap<>();
      given.forEach((name, tensor) -> inputs.put(name, scope.view(tensor)));
      Map<String, Tensor> made = new HashMap<>();
      trainable
          .run(inputs, Mode.INFERENCE, wanted)
          .forEach((name, array) -> made.put(name, Torch.tensor(array)));
      return made;
    }
  }

  private static boolean isClose(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    return expected.entrySet().stream()
        .allMatch(
            output ->
                Optional.ofNullable(actual.get(output.getKey()))
                    .filter(made -> isClose(output.getValue(), made))
                    .isPresent());
  }

  private static boolean isClose(Tensor expected, Tensor actual) {
    if (!expected.shape().equals(actual.shape())) {
      return false;
    }
    float[] a = expected.toArray();
    float[] b = actual.toArray();
    for (int i = 0; i < a.length; i++) {
      boolean isSame = Float.compare(a[i], b[i]) == 0;
      if (!isSame && !(Math.abs(a[i] - b[i]) <= ABSOLUTE + RELATIVE * Math.abs(a[i]))) {
        return false;
      }
    }
    return true;
  }
}

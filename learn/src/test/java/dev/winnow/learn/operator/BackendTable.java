package dev.winnow.learn.operator;

import dev.winnow.learn.operator.BackendSuite.Outcome;
import dev.winnow.learn.operator.BackendSuite.Result;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/operators.md}: which operators can be trained, and how that was tried. */
final class BackendTable {
  private static final String TEXT =
      """
      # Operators that can be trained

      What `winnow train` and `winnow build` can move the weights of: a network of the operators
      below. Another operator, or a form of one that is not here, is named with its node before
      training starts. Each operator is one entry of the table in
      `learn/src/main/java/dev/winnow/learn/operator/Operators.java`.

      Every operator is compared with ONNX Runtime, and its gradients with finite differences
      (`OperatorsTest`). The table counts the examples of the ONNX project's backend suite (folders
      node, simple, pytorch-converted and pytorch-operator of Debian's `libonnx-testdata`), compared
      within the suite's own tolerance. An example counts for each of its operators. Graphs of
      operator sets before 7 are taken to 7 first; inputs of whole numbers become constants. Made by

      ```sh
      mvn -q -pl learn -am test -Dtest=BackendSuiteTest -Dsurefire.failIfNoSpecifiedTests=false \\
          -Dwinnow.operators.document=$PWD/docs/operators.md
      ```

      %s

      - *as ONNX Runtime*: the suite differs from us and from ONNX Runtime, which runs the network on
        the edge; that we equal.
      - *refused*: all operators are here, but the graph is refused, with the reason below.
      - *with other operators*: the graph has an operator that is not here.
      - *not of floats*: it takes or makes something else than 32-bit floats and whole numbers.
      """;

  private BackendTable() {}

  /** The whole document. */
  static String document(List<Result> results) {
    return TEXT.formatted(of(results));
  }

  /** A row per operator, then what is refused and why. */
  static String of(List<Result> results) {
    String rows =
        Operators.names().stream().map(op -> row(op, results)).collect(Collectors.joining("\n"));
    String refused =
        results.stream()
            .filter(result -> !result.why().isEmpty())
            .map(result -> "- `" + result.name() + "`: " + result.why().strip())
            .collect(Collectors.joining("\n"));
    return """
    | operator | examples | passed | as ONNX Runtime | failed | refused | with other operators | not of floats |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    %s

    Neither passed nor of other operators or types:

    %s"""
        .formatted(rows, refused);
  }

  /** An example counts for each of its operators. */
  private static String row(String op, List<Result> results) {
    List<Result> of = results.stream().filter(result -> result.ops().contains(op)).toList();
    return "| %s | %d | %d | %d | %d | %d | %d | %d |"
        .formatted(
            op,
            of.size(),
            count(of, Outcome.PASSED),
            count(of, Outcome.AS_RUNTIME),
            count(of, Outcome.FAILED),
            of.stream()
                .filter(r -> r.outcome() == Outcome.UNSUPPORTED && !r.why().isEmpty())
                .count(),
            of.stream()
                .filter(r -> r.outcome() == Outcome.UNSUPPORTED && r.why().isEmpty())
                .count(),
            count(of, Outcome.NOT_FLOATS));
  }

  private static long count(List<Result> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}

package dev.winnow.learn;

import dev.winnow.learn.BackendSuite.Outcome;
import dev.winnow.learn.BackendSuite.Result;
import java.util.List;
import java.util.stream.Collectors;

/** The results of ONNX's backend suite as text, in Markdown. */
final class BackendTable {
  private BackendTable() {}

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

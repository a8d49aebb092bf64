package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Series of 4 places and 3 values in cells of 5, of batches of 3, as the tests run them. */
final class RecurrentCases {
  private static final Shape SERIES = Shape.of(4, 3);
  private static final int BATCH = 3;
  private static final int HIDDEN = 5;

  private RecurrentCases() {}

  static Stream<Case> all() {
    return Stream.of("LSTM", "GRU").flatMap(op -> Stream.concat(both(op), alone(op)));
  }

  private static Stream<Case> both(String op) {
    Attributes clipped = none().withNumber("clip", .5f);
    return Stream.of(
        cell(op, "forward", 1, none(), 0),
        cell(op, "reverse", 1, direction("reverse"), 1),
        cell(op, "bidirectional", 2, direction("bidirectional"), 2),
        cell(op, "clipped", 1, clipped, 2));
  }

  private static Stream<Case> alone(String op) {
    return op.equals("LSTM")
        ? Stream.of(
            cell(op, "coupled", 1, none().withInteger("input_forget", 1), 2),
            cell(op, "with peepholes", 2, direction("bidirectional"), 3))
        : Stream.of(
            cell(op, "reset late", 1, none().withInteger("linear_before_reset", 1), 1),
            cell(
                op,
                "reset late both ways",
                2,
                direction("bidirectional").withInteger("linear_before_reset", 1),
                2));
  }

  private static Attributes direction(String name) {
    return none().withText("direction", name);
  }

  /**
   * @param extras 0: weights alone, 1: and biases, 2: and first states and lengths, 3: and
   *     peepholes
   */
  private static Case cell(String op, String name, int directions, Attributes how, int extras) {
    int gates = op.equals("LSTM") ? 4 : 3;
    return OperatorCases.of(
        op + " " + name,
        SERIES,
        (b, x) -> {
          String turned =
              b.node("Transpose", "turned", List.of(x), none().withIntegers("perm", 1, 0, 2));
          List<String> inputs = new ArrayList<>();
          inputs.add(turned);
          inputs.add(b.constant("w", weight(directions, gates * HIDDEN, 3)));
          inputs.add(b.constant("r", weight(directions, gates * HIDDEN, HIDDEN)));
          if (extras > 0) {
            inputs.add(b.constant("b", weight(directions, 2 * gates * HIDDEN)));
          }
          if (extras > 1) {
            Attributes toInt32 = none().withInteger("to", 6);
            inputs.add(b.node("Cast", "lengths", List.of(b.integers("ends", 4, 2, 3)), toInt32));
            for (int state = 0; state < gates - 2; state++) {
              inputs.add(b.constant("s" + state, weight(directions, BATCH, HIDDEN)));
            }
          }
          if (extras > 2) {
            inputs.add(b.constant("p", weight(directions, 3 * HIDDEN)));
          }
          return sum(b, op, inputs, how.withInteger("hidden_size", HIDDEN));
        });
  }

  /** All results together, so that each is compared. */
  private static String sum(NetworkBuilder b, String op, List<String> inputs, Attributes how) {
    boolean isLstm = op.equals("LSTM");
    List<String> outputs = isLstm ? List.of("all", "last", "memory") : List.of("all", "last");
    b.node(op, "cell", inputs, outputs, how);
    // Samples first: places × directions × samples × hidden plus directions × samples × hidden.
    String sum = b.node("Sum", "sum", outputs, none());
    return b.node("Transpose", "y", List.of(sum), none().withIntegers("perm", 2, 0, 1, 3));
  }
}

package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.image.ImageModality;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of somebody else's that does not name its classes. */
class ClassNamesTest {
  @TempDir private Path folder;

  private ClassNames named(Network network) throws IOException {
    DataSet set = PaintedPeople.write(folder);
    PreparedSamples captures =
        PreparedSamples.of(set, new ImageModality(), PaintedPeople.preprocessing(), 1);
    return ClassNames.of(
        network.withCard(ModelCard.empty()),
        captures,
        set.samples(),
        List.of(PaintedPeople.PRIMARY),
        Progress.NONE);
  }

  /** The same network with other weights before its softmax, one row for each class. */
  private static Network answering(float... rows) {
    Network network = PaintedPeople.network();
    String weight =
        network.nodes().stream()
            .filter(node -> node.outputs().contains("logits"))
            .findFirst()
            .orElseThrow()
            .input(1);
    Shape shape = network.constant(weight).orElseThrow().shape();
    Tensor other = Tensor.allocate(shape);
    for (int label = 0; label < 2; label++) {
      other.buffer().put(label * shape.dim(1), rows[2 * label]);
      other.buffer().put(label * shape.dim(1) + 1, rows[2 * label + 1]);
    }
    return network.withConstants(Map.of(weight, other));
  }

  @Test
  void of_classesInEitherOrder_areNamedAsTheyAnswer() throws IOException {
    ClassNames named = named(answering(40, -40, -40, 40));
    ClassOrder order = named.order().orElseThrow();
    assertEquals(List.of("above", "below"), named.network().card().labels());
    assertEquals(List.of("above", "below"), order.labels());
    assertEquals(240, order.samples());
    assertTrue(order.agreement() > 0.9, order.toString());
  }

  @Test
  void of_classesTheOtherWayRound_areNamedAsTheyAnswer() throws IOException {
    assertEquals(
        List.of("below", "above"), named(answering(-40, 40, 40, -40)).network().card().labels());
  }

  /** Always the same answer says nothing of the order, and no order is made up. */
  @Test
  void of_oneAnswerToEverything_isRefused() throws IOException {
    var refusal =
        assertThrows(UnsuitableNetworkException.class, () -> named(answering(40, 40, 0, 0)));
    assertTrue(
        refusal.getMessage().contains("so that their order does not show"), refusal.getMessage());
  }

  /** The mean of the upper half of an image, and of the lower, seen by two heads. */
  private static Network twoHeads(boolean secondTurned) {
    NetworkBuilder builder = NetworkBuilder.named("two");
    Shape shape = PaintedPeople.preprocessing().shape();
    String flat = builder.flatten("flat", builder.input("image", shape));
    Tensor halves = Tensor.allocate(Shape.of(2, shape.size()));
    for (int i = 0; i < 2 * shape.size(); i++) {
      int half = i % 64 * 2 / 64;
      halves.buffer().put(i, half == i / shape.size() ? 1f / shape.size() : 0);
    }
    String means = builder.gemm("means", flat, halves, Tensor.allocate(Shape.of(2)));
    for (String head : List.of("first", "second")) {
      float a = head.equals("second") && secondTurned ? -40 : 40;
      Tensor weight = Tensor.of(Shape.of(2, 2), a, -a, -a, a);
      String scores = builder.gemm(head + "_scores", means, weight, Tensor.allocate(Shape.of(2)));
      builder.output(builder.softmax(head, scores));
    }
    return builder.build();
  }

  /** Of several outputs the classes are the sorted values, which may be wrong of one of them. */
  @Test
  void of_severalOutputsOneTheOtherWayRound_isRefusedByName() throws IOException {
    DataSet set = PaintedPeople.write(folder);
    PreparedSamples captures =
        PreparedSamples.of(set, new ImageModality(), PaintedPeople.preprocessing(), 1);
    List<String> columns = List.of(PaintedPeople.PRIMARY, PaintedPeople.PRIMARY);
    Network sorted = twoHeads(false);
    assertEquals(
        sorted, ClassNames.of(sorted, captures, set.samples(), columns, Progress.NONE).network());

    var refusal =
        assertThrows(
            UnsuitableNetworkException.class,
            () -> ClassNames.of(twoHeads(true), captures, set.samples(), columns, Progress.NONE));
    assertTrue(
        refusal.getMessage().contains("in its output \"second\" in the order [below, above]"),
        refusal.getMessage());
  }
}

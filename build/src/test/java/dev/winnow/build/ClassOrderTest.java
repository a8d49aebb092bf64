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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of somebody else's that does not name its classes. */
class ClassOrderTest {
  @TempDir private Path folder;

  private ClassOrder find(Network network) throws IOException {
    DataSet set = PaintedPeople.write(folder);
    PreparedSamples captures =
        PreparedSamples.of(set, new ImageModality(), PaintedPeople.preprocessing(), 1);
    return ClassOrder.find(
        network.withCard(ModelCard.empty()),
        captures,
        set.samples(),
        PaintedPeople.PRIMARY,
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
  void find_classesInEitherOrder_areNamedAsTheyAnswer() throws IOException {
    ClassOrder order = find(answering(40, -40, -40, 40));
    assertEquals(List.of("above", "below"), order.labels());
    assertEquals(240, order.samples());
    assertTrue(order.agreement() > 0.9, order.toString());
  }

  @Test
  void find_classesTheOtherWayRound_areNamedAsTheyAnswer() throws IOException {
    assertEquals(List.of("below", "above"), find(answering(-40, 40, 40, -40)).labels());
  }

  /** Always the same answer says nothing of the order, and no order is made up. */
  @Test
  void find_oneAnswerToEverything_isRefused() throws IOException {
    var refusal =
        assertThrows(UnsuitableNetworkException.class, () -> find(answering(40, 40, 0, 0)));
    assertTrue(
        refusal.getMessage().contains("so that their order does not show"), refusal.getMessage());
  }
}

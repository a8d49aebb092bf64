package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
  @Test
  void run_aDenseLayer_computesIt() {
    NetworkBuilder builder = NetworkBuilder.named("dense");
    String x = builder.input("x", Shape.of(2));
    Tensor weight = Tensor.of(Shape.of(1, 2), 10, 1);
    builder.output(builder.gemm("y", x, weight, Tensor.of(Shape.of(1), 100)));

    try (Session session = Session.open(builder.build(), 1)) {
      Tensor y = session.run(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));

      assertEquals(Shape.of(3, 1), y.shape());
      assertArrayEquals(new float[] {112, 134, 156}, y.toArray());
    }
  }

  @Test
  void run_intoRowsOfATensor_writesThereAndNowhereElse() {
    Network network = Nets.residual(1);
    Tensor batch = new Nets(2).normal(Shape.of(2, 3, 8, 8), 1);
    Tensor room = Tensor.allocate(Shape.of(4, 2));

    try (Session session = Session.open(network.toBytes(), 1)) {
      session.run(batch, room.rows(1, 3));

      assertArrayEquals(session.run(batch).toArray(), room.rows(1, 3).toArray());
      assertArrayEquals(new float[2], room.rows(0, 1).toArray());
      assertArrayEquals(new float[2], room.rows(3, 4).toArray());
    }
  }

  @Test
  void run_byName_givesEveryOutput() {
    Network network = Nets.residual(1);
    Tensor batch = new Nets(2).normal(Shape.of(2, 3, 8, 8), 1);

    try (Session session = Session.open(network, 2)) {
      Map<String, Tensor> outputs = session.run(Map.of("image", batch));

      assertEquals(List.of("probabilities"), List.copyOf(outputs.keySet()));
      assertArrayEquals(
          session.run(batch).toArray(), List.copyOf(outputs.values()).get(0).toArray());
    }
  }

  @Test
  void run_anotherShape_saysWhatIsTaken() {
    try (Session session = Session.open(Nets.residual(1), 1)) {
      String sentence =
          Refusals.sentence(
              WrongInputException.class, () -> session.run(Tensor.allocate(Shape.of(1, 3, 8, 9))));
      assertEquals(
          "the input \"image\" of residual takes rows of the shape 3×8×8, not a tensor of the"
              + " shape 1×3×8×9",
          sentence);
      assertThrows(
          WrongInputException.class, () -> session.run(Tensor.allocate(Shape.of(0, 3, 8, 8))));
      assertThrows(WrongInputException.class, () -> session.run(Tensor.allocate(Shape.of())));
    }
  }

  @Test
  void run_roomOfAnotherShape_saysWhatIsNeeded() {
    try (Session session = Session.open(Nets.residual(1), 1)) {
      Tensor batch = Tensor.allocate(Shape.of(2, 3, 8, 8));
      String sentence =
          Refusals.sentence(
              WrongInputException.class, () -> session.run(batch, Tensor.allocate(Shape.of(1, 2))));
      assertEquals(
          "the output \"probabilities\" of residual for 2 rows needs room of the shape 2×2, not"
              + " 1×2",
          sentence);
    }
  }

  @Test
  void run_anUnknownName_saysWhichThereAre() {
    try (Session session = Session.open(Nets.residual(1), 1)) {
      Tensor batch = Tensor.allocate(Shape.of(2, 3, 8, 8));
      String sentence =
          Refusals.sentence(WrongInputException.class, () -> session.run(Map.of("picture", batch)));
      assertEquals("residual takes the inputs [image], not [picture]", sentence);
    }
  }

  @Test
  void close_twice_doesNothing() {
    Session session = Session.open(Nets.residual(1), 1);
    session.close();
    session.close();

    assertThrows(
        IllegalStateException.class, () -> session.run(Tensor.allocate(Shape.of(1, 3, 8, 8))));
  }

  @Test
  void open_noThreads_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Session.open(Nets.residual(1), 0));
  }
}

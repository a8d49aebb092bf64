package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  void run_intoTensorsByName_fillsEachAndRefusesOtherRoom() {
    Network network = Nets.residual(1);
    Tensor batch = new Nets(2).normal(Shape.of(2, 3, 8, 8), 1);
    Tensor room = Tensor.allocate(Shape.of(2, 2));

    try (Session session = Session.open(network, 1)) {
      session.run(batch, Map.of("probabilities", room));

      assertArrayEquals(session.run(batch).toArray(), room.toArray());
      assertThrows(WrongInputException.class, () -> session.run(batch, Map.of("other", room)));
      Map<String, Tensor> small = Map.of("probabilities", room.rows(0, 1));
      assertThrows(WrongInputException.class, () -> session.run(batch, small));
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
  void run_severalInputsAndOutputs_goByName() {
    NetworkBuilder builder = NetworkBuilder.named("several");
    String x = builder.input("x", Shape.of(2));
    String y = builder.input("y", Shape.of(2));
    builder.output(builder.add("sum", x, y));
    builder.output(builder.node("Sub", "difference", List.of(x, y), Attributes.none()));
    Tensor left = Tensor.of(Shape.of(1, 2), 5, 6);
    Tensor right = Tensor.of(Shape.of(1, 2), 1, 2);

    try (Session session = Session.open(builder.build(), 1)) {
      Map<String, Tensor> results = session.run(Map.of("x", left, "y", right));

      assertEquals(List.of("sum", "difference"), List.copyOf(results.keySet()));
      List<Tensor> values = List.copyOf(results.values());
      assertArrayEquals(new float[] {6, 8}, values.get(0).toArray());
      assertArrayEquals(new float[] {4, 4}, values.get(1).toArray());
      assertEquals(
          "several takes the inputs [x, y]; give each by its name",
          Refusals.sentence(WrongInputException.class, () -> session.run(left)));
      Tensor two = Tensor.allocate(Shape.of(2, 2));
      assertEquals(
          "the input \"y\" of several has 2 rows where another has 1; give all the same",
          Refusals.sentence(
              WrongInputException.class, () -> session.run(Map.of("x", left, "y", two))));
    }
  }

  @Test
  void run_theSameInputAgain_givesTheSameBits() {
    Network network = Nets.vgg16(4, 32, 16);
    Tensor batch = new Nets(2).normal(Shape.of(5, 3, 32, 32), 1);

    try (Session first = Session.open(network, 2);
        Session second = Session.open(network, 2)) {
      float[] wanted = first.run(batch).toArray();
      assertArrayEquals(wanted, first.run(batch).toArray());
      assertArrayEquals(wanted, second.run(batch).toArray());
    }
  }

  @Test
  void run_bySeveralThreadsAtOnce_givesEachItsOwn() {
    Network network = Nets.residual(1);
    List<Tensor> batches =
        IntStream.range(0, 16).mapToObj(i -> new Nets(i).normal(Shape.of(1, 3, 8, 8), 1)).toList();

    try (Session session = Session.open(network, 1)) {
      List<float[]> wanted = batches.stream().map(b -> session.run(b).toArray()).toList();
      List<float[]> found = batches.parallelStream().map(b -> session.run(b).toArray()).toList();
      for (int i = 0; i < batches.size(); i++) {
        assertArrayEquals(wanted.get(i), found.get(i));
      }
    }
  }

  @Test
  void run_whatOnnxRuntimeCannotCompute_namesNodeAndOperator() {
    NetworkBuilder builder = NetworkBuilder.named("lookup");
    String x = builder.input("x", Shape.of(3));
    Attributes columns = Attributes.none().withInteger("axis", 1);
    builder.output(
        builder.node("Gather", "pick", List.of(x, builder.integers("ninth", 9)), columns));

    try (Session session = Session.open(builder.build(), 1)) {
      String sentence =
          Refusals.sentence(
              RunFailedException.class, () -> session.run(Tensor.allocate(Shape.of(1, 3))));
      assertTrue(sentence.startsWith("lookup failed on 1 rows: node pick (Gather): "), sentence);
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

package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.ConversionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recurrent networks as PyTorch 1.13 exports them, compared with what PyTorch computes; {@code
 * recurrent.py} beside the files made them.
 */
class RecurrentImportTest {
  private static final Shape SERIES = Shape.of(10, 6);

  private static byte[] bytes(String file) {
    try (InputStream in = RecurrentImportTest.class.getResourceAsStream("recurrent/" + file)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NetworkImport imported(String name) {
    return NetworkImport.parse(name, bytes(name + ".onnx"), ConversionOptions.none());
  }

  /** One line of the values beside a file. */
  private static float[] values(String name, int line) {
    String text = new String(bytes(name + ".txt"), StandardCharsets.UTF_8);
    double[] numbers =
        Stream.of(text.split("\n", -1)[line].split(" ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return values;
  }

  private static List<String> cuts(Network network) {
    return network.cuts().stream().map(Cut::tensor).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "bilstm"})
  void network_ofPytorch_computesWhatPytorchDoesWhereverItIsCut(String name) {
    Network network = imported(name).network();
    Tensor series = Tensor.of(SERIES.batch(2), values(name, 0));
    float[] expected = values(name, 1);

    assertArrayEquals(expected, Exports.run(network, series), 1e-5f);
    for (Cut cut : network.cuts()) {
      SplitNetwork parts = network.split(cut);
      Tensor feature = Tensor.of(cut.shape().batch(2), Exports.run(parts.extractor(), series));

      assertArrayEquals(expected, Exports.run(parts.analyzer(), feature), 1e-5f, cut.tensor());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lstm, first/LSTM/steps, 10×1×8",
    "lstm, second/LSTM/last, 1×8",
    "gru, layers/GRU/steps, 10×1×8",
    "gru, layers/GRU_1/steps, 10×1×8",
    "bilstm, first/LSTM/steps, 10×2×8",
    "bilstm, second/LSTM/last, 2×8"
  })
  void cuts_betweenLayersAndAtTheLastState_areOfferedAndTold(
      String name, String cut, String shape) {
    NetworkImport imported = imported(name);

    assertTrue(cuts(imported.network()).contains(cut), "" + cuts(imported.network()));
    assertEquals(shape, imported.network().cut(cut).shape().toString());
    assertTrue(
        imported.remarks().stream().anyMatch(remark -> remark.contains("\"" + cut + "\" is its")),
        "" + imported.remarks());
  }

  /** Per step, the weights of the input and those of the state, of each gate. */
  @ParameterizedTest
  @CsvSource({"lstm, 4, 1", "gru, 3, 1", "bilstm, 4, 2"})
  void cost_recurrentLayers_isStepsTimesWeights(String name, int gates, int directions) {
    Network network = imported(name).network();
    long first = 10L * gates * directions * 8 * (6 + 8);
    long second = 10L * gates * directions * 8 * (8 * directions + 8);
    long dense = 8L * directions * 5;

    assertEquals(first + second + dense, network.cost().macs());
    String between = name.equals("gru") ? "layers/GRU/steps" : "first/LSTM/steps";
    assertEquals(first, network.cut(between).extractor().macs());
  }

  @Test
  void state_thatAnOutputHandsOn_beginsWithZerosAndIsTold() {
    NetworkImport imported = imported("streaming");

    assertEquals(1, imported.network().inputs().size());
    assertEquals(1, imported.network().outputs().size());
    Tensor series = Tensor.of(SERIES.batch(1), values("streaming", 0));
    assertArrayEquals(values("streaming", 2), Exports.run(imported.network(), series), 1e-5f);
    assertTrue(cuts(imported.network()).contains("cell/LSTM/steps"));
    assertTrue(
        imported
            .remarks()
            .contains(
                "its input \"state\" is the state that its output \"stateN\" hands on to the next"
                    + " run; here each run begins with zeros, and the output is left out; --state"
                    + " state=stateN keeps it on the edge"),
        "" + imported.remarks());
  }

  @Test
  void state_thatIsStated_isThatNumber() {
    ConversionOptions halves = ConversionOptions.none().withConstants(Map.of("state", 0.5));
    byte[] file = bytes("streaming.onnx");

    Network network = NetworkImport.parse("streaming", file, halves).network();

    Tensor series = Tensor.of(SERIES.batch(1), values("streaming", 0));
    assertArrayEquals(values("streaming", 4), Exports.run(network, series), 1e-5f);
  }

  /** 2 x + 1 at 16,000 Hz, for four values come; at another rate 3 x. */
  @ParameterizedTest
  @CsvSource({"16000, 2", "8000, 3"})
  void branches_forAConstantRate_areReplacedByTheOneThatIsTaken(double rate, float factor) {
    ConversionOptions options = ConversionOptions.none().withConstants(Map.of("rate", rate));

    NetworkImport imported = NetworkImport.parse("branches", bytes("branches.onnx"), options);

    Network network = imported.network();
    assertTrue(network.nodes().stream().noneMatch(node -> node.op().equals("If")));
    assertTrue(network.inputs().get(0).batch().isEmpty());
    float[] x = {0, 1, -1, 0.5f};
    float[] made = Exports.run(network, Tensor.of(Shape.of(1, 4), x));
    double sum = 0;
    for (float value : x) {
      sum += Math.exp(factor * value);
    }
    for (int i = 0; i < x.length; i++) {
      assertEquals(Math.exp(factor * x[i]) / sum, made[i], 1e-6);
    }
    if (rate == 16_000) {
      float[] scaled =
          Exports.run(
              network.split(network.cut("scaled")).extractor(), Tensor.of(Shape.of(1, 4), x));
      assertArrayEquals(new float[] {1, 3, -1, 2}, scaled, 1e-6f);
    }
  }

  @Test
  void rate_thatNobodyStates_isAskedFor() {
    byte[] file = bytes("branches.onnx");

    var refusal =
        assertThrows(
            UnsupportedNetworkException.class,
            () -> NetworkImport.parse("net", file, ConversionOptions.none()));

    assertEquals(
        "net cannot be used: its input \"rate\" holds INT64 beside the captures; state what it"
            + " always is with --constant rate=NUMBER",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "speed | 1 | it has no input \"speed\" to be constant; its inputs are [x, rate]",
        "rate | 0.5 | its input \"rate\" holds whole numbers and is to be 0.5; state a whole number"
      })
  void constant_thatDoesNotFit_isRefusedInOneSentence(String name, double value, String why) {
    byte[] file = bytes("branches.onnx");
    ConversionOptions options = ConversionOptions.none().withConstants(Map.of(name, value));

    var refusal =
        assertThrows(
            UnsupportedNetworkException.class, () -> NetworkImport.parse("net", file, options));

    assertEquals("net cannot be used: " + why, refusal.getMessage());
  }

  /** A network that is imported, written and imported again is what it was. */
  @Test
  void import_ofWhatWasImported_changesNothing() {
    Network once = imported("lstm").network();

    NetworkImport twice = NetworkImport.parse("lstm", once.toBytes(), ConversionOptions.none());

    assertEquals(cuts(once), cuts(twice.network()));
  }
}

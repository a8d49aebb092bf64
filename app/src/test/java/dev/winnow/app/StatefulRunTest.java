package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that remembers, all the way: build, serve, edge. */
class StatefulRunTest {
  private static final int CHUNK = 100;

  @TempDir private Path folder;

  /** heard = relu(wave · W), hn = tanh(heard + h · U), and two classes of hn. */
  private Path network() {
    NetworkBuilder builder = NetworkBuilder.named("remembering");
    String wave = builder.input("wave", Shape.of(CHUNK));
    String state = builder.input("h", Shape.of(2));
    Tensor weight = Tensor.allocate(Shape.of(2, CHUNK));
    for (int i = 0; i < 2 * CHUNK; i++) {
      weight.buffer().put(i, (float) Math.sin(i * i) / 10);
    }
    String heard =
        builder.relu("heard", builder.gemm("g", wave, weight, Tensor.allocate(Shape.of(2))));
    Tensor turned = Tensor.of(Shape.of(2, 2), 0.5f, -0.9f, 0.9f, 0.5f);
    String kept = builder.gemm("kept", state, turned, Tensor.allocate(Shape.of(2)));
    String sum = builder.add("sum", heard, kept);
    String next = builder.node("Tanh", "hn", List.of(sum), Attributes.none());
    Tensor last = Tensor.of(Shape.of(2, 2), 3, -3, -3, 3);
    String scores = builder.gemm("scores", next, last, Tensor.allocate(Shape.of(2)));
    builder.output(builder.softmax("classes", scores)).output(next);
    Path file = folder.resolve("remembering.onnx");
    builder.build().write(file);
    return file;
  }

  private Run build(String cut) {
    return Run.of(
        "build",
        "--model=" + network(),
        "--cut=" + cut,
        "--state=h=hn",
        "--sample-rate=8000",
        "--labels=low,high",
        "--name=tone",
        "--out=" + folder.resolve("built"));
  }

  /** What the file itself says of a recording, chunk by chunk, beginning with zeros. */
  private static List<float[]> whole(Path network, short[] values) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    List<float[]> answers = new ArrayList<>();
    float[] state = new float[2];
    try (OrtSession session = environment.createSession(network.toString())) {
      for (int from = 0; from < values.length; from += CHUNK) {
        float[] wave = new float[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
          wave[i] = values[from + i] / 32_768f;
        }
        try (OnnxTensor x = tensor(environment, wave);
            OnnxTensor h = tensor(environment, state);
            OrtSession.Result made = session.run(Map.of("wave", x, "h", h))) {
          answers.add(((float[][]) made.get("classes").orElseThrow().getValue())[0]);
          state = ((float[][]) made.get("hn").orElseThrow().getValue())[0];
        }
      }
    }
    return answers;
  }

  private static OnnxTensor tensor(OrtEnvironment environment, float[] row) throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(row), new long[] {1, row.length});
  }

  @Test
  void edge_recordings_areAnsweredAsTheWholeNetworkDoesChunkByChunk()
      throws IOException, OrtException {
    Run built = build("hn");
    assertEquals(ExitCode.OK, built.code(), built.err());
    assertTrue(built.err().contains("the edge keeps what its output \"hn\" makes"), built.err());
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      short[] values = Arrays.copyOf(Tones.values(i % 2, i, 0), 400 - 100 * i);
      Tones.write(recordings.resolve(i + ".wav"), values);
      expected.addAll(whole(folder.resolve("remembering.onnx"), values));
    }

    Run run = new Asking(folder.resolve("built"), "tone").edge("dir:" + recordings, "--json");

    List<String> lines = run.out().lines().toList();
    assertEquals(9, lines.size(), run.err());
    for (int i = 0; i < 9; i++) {
      JsonNode probabilities = new ObjectMapper().readTree(lines.get(i)).get("probabilities");
      float[] answer = {probabilities.get(0).floatValue(), probabilities.get(1).floatValue()};
      assertArrayEquals(expected.get(i), answer, 1e-5f, lines.get(i));
    }
  }

  @Test
  void build_cutBeforeTheState_isRefusedAndSaysWhereToCut() {
    Run run = build("heard");

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.complaint().contains("an analyzer remembers nothing"), run.complaint());
    assertTrue(run.complaint().endsWith("cut at \"sum\" or behind it"), run.complaint());
  }
}

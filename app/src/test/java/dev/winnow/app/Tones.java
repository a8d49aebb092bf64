package dev.winnow.app;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A network of sound that a person can follow, and recordings for it: is a tone low or high. */
final class Tones {
  static final List<String> LABELS = List.of("low", "high");
  static final int RATE = 8000;
  static final int SAMPLES = 400;

  private static final int[] HERTZ = {200, 2000};

  private Tones() {}

  /**
   * wave (1×400) → differences of neighbours, both ways → relu → means → scores: how much a wave
   * moves from one sample to the next is how high it is.
   */
  static Path network(Path folder) {
    NetworkBuilder builder = NetworkBuilder.named("tones");
    String wave = builder.input("wave", Shape.of(1, SAMPLES));
    Tensor kernel = Tensor.of(Shape.of(2, 1, 2), 1, -1, -1, 1);
    String moves = builder.relu("moves", builder.conv("conv", wave, kernel, Attributes.none()));
    String means = builder.flatten("means", builder.globalAveragePool("pool", moves));
    Tensor weight = Tensor.of(Shape.of(2, 2), 0, 0, 40, 40);
    builder.output(builder.gemm("scores", means, weight, Tensor.of(Shape.of(2), 0, -10)));
    Path file = folder.resolve("tones.onnx");
    builder.build().write(file);
    return file;
  }

  /**
   * frames (3×2×1, time first) → relu → how much louder the upper band is than the lower → scores.
   */
  static Path spectrogramNetwork(Path folder) {
    NetworkBuilder builder = NetworkBuilder.named("bands");
    String frames = builder.input("frames", Shape.of(3, 2, 1));
    Tensor louder = Tensor.of(Shape.of(1, 6), -1, 1, -1, 1, -1, 1);
    String flat = builder.flatten("flat", frames);
    String heard =
        builder.relu("heard", builder.gemm("apart", flat, louder, Tensor.of(Shape.of(1), 20)));
    Tensor weight = Tensor.of(Shape.of(2, 1), 0, 1);
    builder.output(builder.gemm("scores", heard, weight, Tensor.of(Shape.of(2), 0, -20)));
    Path file = folder.resolve("bands.onnx");
    builder.build().write(file);
    return file;
  }

  /** Writes {@code TONE/pWHO_NUMBER.wav} for so many people with so many recordings of a tone. */
  static Path recordings(Path folder, int people, int each) throws IOException {
    Path recordings = folder.resolve("recordings");
    for (int tone = 0; tone < HERTZ.length; tone++) {
      Path of = Files.createDirectories(recordings.resolve(LABELS.get(tone)));
      for (int who = 0; who < people; who++) {
        for (int i = 0; i < each; i++) {
          write(of.resolve("p" + who + "_" + i + ".wav"), values(tone, who, i));
        }
      }
    }
    return recordings;
  }

  /**
   * A tone as 16-bit numbers; everybody has a pitch of their own, and each recording begins
   * elsewhere.
   */
  static short[] values(int tone, int who, int number) {
    short[] values = new short[SAMPLES];
    double step = 2 * Math.PI * HERTZ[tone] * (1 + 0.05 * who) / RATE;
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = (short) Math.round(16_000 * Math.sin(step * i + number));
    }
    return values;
  }

  /** Writes a recording of 16 bits. */
  static void write(Path file, short[] values) throws IOException {
    byte[] pcm = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      pcm[2 * i] = (byte) values[i];
      pcm[2 * i + 1] = (byte) (values[i] >> 8);
    }
    AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
    try (var in = new AudioInputStream(new ByteArrayInputStream(pcm), format, values.length)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }
}

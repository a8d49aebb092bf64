package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Manifest;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Normalization;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.command.EdgeCommand;
import dev.winnow.onnx.NetworkBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One file among good ones that a microphone, a sensor or a crash left behind: the good ones are
 * answered, of the other a sentence is said, and nobody reads what was in it.
 */
class DamagedCapturesTest {
  private static final int RATE = 16_000;
  private static final int SAMPLES = 400;
  private static final int LENGTH_OF_DATA = 40;

  /** A reading that stands in no sentence. */
  private static final String READING = "4711.25";

  private final StubServer server = new StubServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  @TempDir private Path home;

  @AfterEach
  void close() {
    server.close();
  }

  /** Three shares of one third, whatever it hears. */
  private static ExtractorPackage extractor(InputSpec spec) {
    NetworkBuilder builder = NetworkBuilder.named("thirds");
    String flat = builder.flatten("flat", builder.input("x", spec.shape()));
    Tensor weight = Tensor.allocate(Shape.of(3, spec.shape().size()));
    builder.output(builder.gemm("means", flat, weight, Tensor.of(Shape.of(3), 1, 1, 1)));
    byte[] network = builder.build().toBytes();
    Digest digest = Digest.of(network);
    Manifest manifest =
        new Manifest(
            "colour",
            "1",
            spec,
            new NetworkExtractor(
                "x",
                new NetworkExtractor.CutPoint("means", "means", "Gemm", 1),
                Embedding.SIMPLE,
                new NetworkExtractor.Feature("means", Shape.of(3)),
                digest),
            new AnalyzerSpec(
                List.of(new OutputHead.Classification("probabilities", Tiny.LABELS)), digest),
            Provenance.here(Map.of()));
    return ExtractorPackage.of(manifest, network);
  }

  private int run(InputSpec spec) {
    Path file = home.resolve("thirds.extractor");
    extractor(spec).write(file);
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    return CommandRunner.run(
        console,
        new picocli.CommandLine(new EdgeCommand(console)).setCommandName("winnow edge"),
        file.toString(),
        "--uncertified",
        "--source=dir:" + folder,
        "--analyzer=" + server.address(),
        "--secret=" + home.resolve("noise.key"));
  }

  private static byte[] wav(AudioFormat format, byte[] data) throws IOException {
    var bytes = new ByteArrayOutputStream();
    long frames = data.length / format.getFrameSize();
    try (var sound = new AudioInputStream(new ByteArrayInputStream(data), format, frames)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, bytes);
    }
    return bytes.toByteArray();
  }

  private static byte[] wav() throws IOException {
    return wav(new AudioFormat(RATE, 16, 1, true, false), new byte[2 * SAMPLES]);
  }

  private static byte[] lengthened(byte[] wav, int length) {
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(LENGTH_OF_DATA, length);
    return wav;
  }

  private int hear(byte[] other) throws IOException {
    Files.write(folder.resolve("a.wav"), wav());
    Files.write(folder.resolve("other.wav"), other);
    Files.write(folder.resolve("z.wav"), wav());
    return run(AudioSpec.of(RATE, SAMPLES));
  }

  private int sense(String other) throws IOException {
    StringBuilder good = new StringBuilder("time,x\n");
    for (int row = 0; row < 6; row++) {
      good.append(row).append(",1\n");
    }
    Files.writeString(folder.resolve("a.csv"), good);
    Files.writeString(folder.resolve("other.csv"), other);
    Files.writeString(folder.resolve("z.csv"), good);
    var spec = new SeriesSpec(List.of("x"), 1, 6, Normalization.same(1, 0, 1));
    return run(spec.withLongestGap(1));
  }

  private void requireOneSentence(int code, String name, String sentence) {
    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals(
        List.of("a." + name, "z." + name),
        out.toString().lines().map(line -> line.replaceFirst("  .*", "")).toList(),
        err.toString());
    assertEquals(
        List.of("skipped other." + name + ": " + sentence),
        err.toString().lines().filter(line -> line.contains("other")).toList());
    assertFalse(err.toString().contains(READING), err.toString());
    assertFalse(err.toString().contains("Exception"), err.toString());
  }

  private void requireAnswered(int code, String name) {
    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals(3, out.toString().lines().count(), err.toString());
    assertTrue(out.toString().contains("other." + name), out.toString());
    assertFalse(err.toString().contains("skipped"), err.toString());
  }

  @Test
  void edge_wavThatIsCutShort_isNamed() throws IOException {
    requireOneSentence(hear(Arrays.copyOf(wav(), 500)), "wav", "it is cut short");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          801       | it is cut short
          900       | it is cut short
          1000000   | it is cut short
          799       | it is cut short
          """)
  void edge_wavWithAnotherLengthInItsHeader_isNamed(int length, String sentence)
      throws IOException {
    requireOneSentence(hear(lengthened(wav(), length)), "wav", sentence);
  }

  /** What a recorder that was never stopped leaves in the header. */
  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void edge_wavWhoseLengthNobodyFilledIn_isAnswered(int length) throws IOException {
    byte[] sounding = wav(new AudioFormat(RATE, 16, 1, true, false), loud());

    requireAnswered(hear(lengthened(sounding, length)), "wav");
  }

  private static byte[] loud() {
    byte[] data = new byte[2 * SAMPLES];
    Arrays.fill(data, (byte) 0x81);
    return data;
  }

  @Test
  void edge_wavWithoutSamples_isNamed() throws IOException {
    byte[] empty = lengthened(Arrays.copyOf(wav(), LENGTH_OF_DATA + 4), 0);

    requireOneSentence(hear(empty), "wav", "it has no samples");
  }

  @Test
  void edge_wavOfFloatsThatAreNoNumbers_isNamed() throws IOException {
    byte[] data = new byte[4 * SAMPLES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(40, Float.NaN);
    var floats =
        new AudioFormat(
            AudioFormat.Encoding.PCM_FLOAT, RATE, 32, 1, 4, RATE, /* bigEndian= */ false);

    requireOneSentence(hear(wav(floats, data)), "wav", "it holds a sample that is no number");
  }

  @Test
  void edge_stereoAtThreeTimesTheRate_isAnswered() throws IOException {
    var stereo = new AudioFormat(48_000, 16, 2, true, false);

    requireAnswered(hear(wav(stereo, new byte[4 * 3 * SAMPLES])), "wav");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          time,x/0,1/1,secret-4711.25/2,1/3,1/4,1/5,1   | the column "x" is no number in line 3
          time,x/0,1/1,4711.25/4711.25s,1/3,1/4,1/5,1   | the column "time" is no number in line 4
          time,x/0,1/1,1/2,4711.25/1.5,1/4,1/5,1        | time goes back in line 5
          time,x/0,1/1,/2,/3,NaN/4,1/5,4711.25          | readings of "x" are missing for more than 2 s at line 3
          time,x/0,1/1,4711.25/4,1/4.2,1/4.4,1             | readings of "x" are missing for more than 2 s at line 4
          time,y/0,4711.25/1,1/2,1/3,1/4,1/5,1          | it lacks the column "x"
          4711.25,1/0,1/1,1 | it lacks a column of times, such as "time" in seconds or "timestamp" in milliseconds, and nothing says how many rows a second it has
          time,x/4711.25                                | it is no CSV file with a header
          """)
  void edge_seriesThatIsDamaged_isNamed(String csv, String sentence) throws IOException {
    int code = sense(csv.replace('/', '\n') + "\n");

    requireOneSentence(code, "csv", sentence);
  }

  @Test
  void edge_seriesWithAShortGap_isAnswered() throws IOException {
    requireAnswered(sense("time,x\n0,1\n1,NaN\n2,1\n3,\n4,1\n5,1\n"), "csv");
  }

  @Test
  void edge_nothingThatCanBeRead_failsInASentence() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "time,x\n0,1\n1,secret-4711.25\n");

    int code = run(new SeriesSpec(List.of("x"), 1, 6, Normalization.same(1, 0, 1)));

    assertEquals(ExitCode.FAILED, code);
    assertEquals("", out.toString());
    assertFalse(err.toString().contains(READING), err.toString());
    assertTrue(err.toString().contains("is no number in line 3"), err.toString());
  }
}

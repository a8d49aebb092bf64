package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A head over a network that hears how high a tone is. */
class BackboneTrainingTest {
  @TempDir Path folder;

  /** Eight people with three recordings of each tone. */
  private Path set() throws IOException {
    Path set = folder.resolve("set");
    Path recordings = Tones.recordings(folder, 8, 3);
    String pattern = "--pattern={tone}/{identity}_*";
    Run run = Run.of("import", "folder", recordings, pattern, "--sample-rate=8000", "--out=" + set);
    assertEquals(ExitCode.OK, run.code(), run.err());
    return set;
  }

  private Path backbone() {
    Path file = folder.resolve("backbone.onnx");
    Run run =
        Run.of(
            "card", Tones.network(folder), "--out=" + file, "--sample-rate=8000", "--labels=a,b");
    assertEquals(ExitCode.OK, run.code(), run.err());
    return file;
  }

  private Run train(Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("train", "--data", set(), "--primary", "tone"));
    words.addAll(List.of("--out", folder.resolve("tones-head.onnx"), "--threads", "1"));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "perceptron"})
  void train_overACut_tellsTonesOfPeopleNeverHeard(String head) throws IOException {
    Path file = backbone();

    Run run = train("--json", "--backbone", file, "--cut", "means", "--head", head);

    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals("means", json.get("tensor").asText());
    assertEquals(1, json.at("/test/plain").asDouble());
    assertEquals(12, json.at("/test/samples").asInt());
    Network network = Network.read(folder.resolve("tones-head.onnx"));
    assertEquals(List.of("high", "low"), network.card().labels());
    assertEquals(Optional.of(AudioSpec.of(8000, 400)), network.card().preprocessing());
    assertEquals(Shape.of(2), network.cut("means").shape());
    try (Session session = Session.open(network, 1)) {
      short[] high = Tones.values(1, 0, 0);
      Tensor wave = Tensor.allocate(Shape.of(1, high.length));
      for (int i = 0; i < high.length; i++) {
        wave.buffer().put(i, high[i] / 32_768f);
      }
      float[] made = session.run(wave).toArray();
      assertTrue(made[0] > 0.5, "" + made[0]);
      assertArrayEquals(new float[] {1 - made[1], 1 - made[0]}, made, 1e-5f);
    }
  }

  @Test
  void train_overTheOutput_saysWhatItStandsOn() throws IOException {
    Run run = train("--backbone", backbone());

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("a head on \""), run.out());
    assertTrue(run.out().contains("on 12 test samples 100.0 %"), run.out());
  }

  @Test
  void train_backboneThatDoesNotSayHowToPrepare_isRefused() throws IOException {
    Run run = train("--backbone", Tones.network(folder));

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("winnow card"), run.err());
  }

  @Test
  void train_optionsThatMeanNothing_areNamed() throws IOException {
    Run run = train("--backbone", backbone(), "--epochs", "3");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("leave --epochs away"), run.err());
  }

  @Test
  void train_cutOfNoBackbone_isRefused() throws IOException {
    Run run = train("--cut", "means");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--backbone"), run.err());
  }

  @Test
  void train_noSuchCut_namesTheNearest() throws IOException {
    Run run = train("--backbone", backbone(), "--cut", "meens");

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.err().contains("means"), run.err());
  }
}

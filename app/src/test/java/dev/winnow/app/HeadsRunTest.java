package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.portraits.Portraits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that answers two questions at once, all the way: build, serve, edge, audit. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class HeadsRunTest {
  private static final List<OutputHead.Classification> ANSWERS =
      List.of(
          new OutputHead.Classification("smile", List.of("neutral", "smiling")),
          new OutputHead.Classification("glasses", List.of("no", "yes")));

  @TempDir private static Path folder;
  private static Path portraits;
  private static Path network;

  @BeforeAll
  static void prepare() {
    portraits = folder.resolve("portraits");
    Portraits.withSeed(1).write(portraits, 20, Progress.NONE);
    network = folder.resolve("face.onnx");
    face().write(network);
  }

  /** The smile network up to its cut, and two layers beside each other that know nothing yet. */
  private static Network face() {
    Network smile = SmileNetwork.load();
    SplitNetwork parts = smile.split(smile.cut(SmileNetwork.CUT));
    Shape feature = parts.analyzer().inputs().get(0).shape();
    NetworkBuilder heads = NetworkBuilder.named("heads");
    String flat = heads.flatten("flat", heads.input(SmileNetwork.CUT, feature));
    for (OutputHead.Classification head : ANSWERS) {
      Tensor weight = Tensor.allocate(Shape.of(2, feature.size()));
      String logits =
          heads.gemm(head.name() + "/logits", flat, weight, Tensor.of(Shape.of(2), 0, 0));
      heads.output(heads.softmax(head.name(), logits));
    }
    return new SplitNetwork(parts.extractor(), heads.build()).joined();
  }

  private static Run build(Path out, String primary, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("build", "--model", network, "--cut", SmileNetwork.CUT, "--name", "face"));
    words.addAll(List.of("--mean", 127.5, "--scale", 127.5));
    words.addAll(List.of("--data", portraits, "--primary", primary, "--out", out));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  @Test
  void build_twoHeads_answersBothOverTheWireAndIsAudited() throws IOException {
    Path out = folder.resolve("out");
    Run built =
        build(
            out,
            "smile+glasses",
            "--embedding",
            "advanced",
            "--dims",
            4,
            "--epochs",
            6,
            "--noise",
            0.01);
    assertEquals(ExitCode.OK, built.code(), built.err());
    assertTrue(built.out().contains("balanced, by head"), built.out());
    JsonNode json = new ObjectMapper().readTree(out.resolve("build.json").toFile());
    JsonNode noisy = json.at("/embeddings/1/accuracy");
    double smile = noisy.at("/heads/smile/balanced").asDouble();
    double glasses = noisy.at("/heads/glasses/balanced").asDouble();
    assertTrue(smile > 0.8 && glasses > 0.8, json.toPrettyString());
    // An answer is right if both heads are.
    assertTrue(
        noisy.get("plain").asDouble() <= Math.min(plain(noisy, "smile"), plain(noisy, "glasses")));

    Path extractor = Path.of(json.at("/embeddings/1/extractor").asText());
    assertEquals(ANSWERS, ExtractorPackage.read(extractor).manifest().classifications());
    assertAnswersBoth(out, extractor);
    Run audited =
        Run.of(
            "audit",
            extractor,
            "--data",
            PortraitShots.write(folder.resolve("shots"), 20, 12),
            "--primary",
            "smile+glasses",
            "--effort",
            "quick",
            "--out",
            folder.resolve("report"));
    // Four values with hardly any noise tell who it is, and the audit says so.
    assertEquals(ExitCode.NOT_MET, audited.code(), audited.err());
    assertTrue(audited.out().contains("face: FAIL under winnow-default"), audited.out());
  }

  private static double plain(JsonNode accuracy, String head) {
    return accuracy.at("/heads/" + head + "/plain").asDouble();
  }

  private static void assertAnswersBoth(Path out, Path extractor) throws IOException {
    try (Serving serving = Serving.start(out.resolve("analyzer"))) {
      Run asked =
          Run.of(
              "edge",
              extractor,
              "--uncertified",
              "--source",
              "set:" + portraits,
              "--primary",
              "smile+glasses",
              "--analyzer",
              serving.address(),
              "--secret",
              folder.resolve("noise.key"),
              "--json");
      assertEquals(ExitCode.OK, asked.code(), asked.err());
      JsonNode first = new ObjectMapper().readTree(asked.out().lines().findFirst().orElseThrow());
      String label =
          first.at("/answers/0/label").asText() + "+" + first.at("/answers/1/label").asText();
      assertEquals(label, first.get("label").asText());
      assertEquals("smile", first.at("/answers/0/output").asText());
    }
  }

  @Test
  void build_oneColumnForTwoHeads_isRefused() {
    Run run = build(folder.resolve("x"), "smile");

    assertEquals(ExitCode.FAILED, run.code(), run.err());
    assertTrue(run.err().contains("name one column for each"), run.err());
  }
}

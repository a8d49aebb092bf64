package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.onnx.Network;
import dev.winnow.portraits.Portraits;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.Policy;
import dev.winnow.trust.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  /** Of the {@value Portraits#PEOPLE} that the demo paints where it finds no portraits. */
  private static final int PEOPLE = 30;

  /**
   * On smaller images the bundled network was 97.6 % right on the people it was not trained on,
   * nine of whom are among these; four standard errors of 216 answers are 4.2 points.
   */
  @Test
  void demo_bundledNetwork_doesHalfOfTheWorkOnTheEdgeAndHidesPeopleItNeverSaw(@TempDir Path folder)
      throws IOException {
    Portraits.withSeed(1).write(folder.resolve("portraits"), PEOPLE, Progress.NONE);

    Run run = Run.of("demo", "--json", "--out", folder);

    assertEquals(ExitCode.OK, run.code(), run.err());
    var json = new ObjectMapper().readTree(run.out());
    int answers = PEOPLE * Portraits.SHOTS;
    assertEquals(answers, json.get("answers").asInt());
    assertEquals(0, json.get("different").asInt());
    assertTrue(json.at("/split/plain").asDouble() > 0.934, run.out());
    double share = json.at("/embeddings/0/edgeShare").asDouble();
    assertTrue(share > 0.49 && share < 0.51, "edge share " + share);
    assertEquals(216, json.at("/split/samples").asInt());
    ExtractorPackage kept = ExtractorPackage.read(folder.resolve("smile-advanced-noise.extractor"));
    assertEquals(1, kept.manifest().network().feature().shape().size());
    assertEquals(4L * answers, json.at("/edge/featureBytes").asLong());
    assertTrue(kept.manifest().network().mechanism().isPresent());
    JsonNode raw = json.at("/controls/raw");
    assertTrue(raw.get("knn").asDouble() > 3 * json.at("/controls/chance").asDouble(), run.out());
    JsonNode advanced = json.get("embeddings").get(5);
    assertTrue(advanced.get("leakage").asDouble() < 0.2, run.out());
    assertTrue(advanced.at("/accuracy/balanced").asDouble() > 0.9, run.out());
    JsonNode verdicts = json.at("/audit/subjects");
    assertEquals("fail", verdicts.at("/0/verdict").textValue(), run.out());
    assertEquals("pass", verdicts.at("/2/verdict").textValue(), run.out());
    CertificateVerifier trust =
        CertificateVerifier.in(List.of(PublicKey.read(folder.resolve("demo.pub"))))
            .by(Policy.read(folder.resolve("demo-policy.yaml")));
    assertTrue(trust.admit(kept, Instant.now()).statement().passed());
    assertTrue(Files.exists(folder.resolve("report.html")));
  }

  @Test
  void smileNetwork_card_saysWhoseItIsAndHowItWasMade() {
    Network network = SmileNetwork.load();

    assertEquals("Apache-2.0", network.card().licence().orElseThrow());
    assertTrue(network.card().source().orElseThrow().contains("seed 1"));
    assertTrue(network.toBytes().length <= 2_000_000);
  }
}

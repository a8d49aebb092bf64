package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.ModelCard;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The bundled network is what its provenance says: made by two commands that anybody can run. */
class SmileNetworkTest {
  @TempDir Path folder;

  private Path portraits() {
    Path set = folder.resolve("portraits");
    assertEquals(0, Run.of("import", "portraits", "--out", set).code());
    return set;
  }

  @Test
  void load_itsSource_namesTheDataThatImportPortraitsMakes() {
    String source = SmileNetwork.load().card().source().orElseThrow();

    String data = DataSet.open(portraits()).digest().text();
    assertTrue(source.contains("seed 1") && source.contains(data), source + " is not of " + data);
  }

  /**
   * The card, which tells architecture, settings and data, must be the same. The weights are the
   * same to the bit on one kind of processor only, so elsewhere accuracy is what can be promised:
   * 576 test portraits put two standard errors at 0.7 points.
   */
  @Test
  @EnabledIfSystemProperty(named = "winnow.retrain", matches = "true")
  void train_withTheCommandOfItsProvenance_makesTheSameNetwork() throws IOException {
    Path file = folder.resolve("smile.onnx");
    Run run =
        Run.of(
            "train",
            "--json",
            "--arch",
            "vgg",
            "--data",
            portraits(),
            "--label",
            "smile",
            "--out",
            file,
            "--threads",
            2);
    assertEquals(0, run.code(), run.err());

    Network made = Network.read(file);
    ModelCard bundled = SmileNetwork.load().card();
    assertEquals(bundled, made.card());
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertEquals(0.993, result.at("/test/plain").asDouble(), 0.007);
  }
}

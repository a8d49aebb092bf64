package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.DataSet;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.noise.NoiseCalibration;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.quantization.Dequantization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embeddings whose extractors compute in integers, of painted people. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class ExtractorQuantizationTest {
  @TempDir Path folder;
  private DataSet people;

  @BeforeEach
  void paint() throws IOException {
    people = PaintedPeople.write(folder);
  }

  private StudyPlan plan(List<Embedding> embeddings) {
    EmbeddingPlan wanted = PaintedPeople.embeddings(embeddings, NoiseSearchSpace.response(0.25, 6));
    return PaintedPeople.plan(people, wanted, folder.resolve("out"));
  }

  private static Network extractor(EmbeddingResult result) {
    return Network.parse(
        "extractor.onnx", ExtractorPackage.read(result.extractor().orElseThrow()).network());
  }

  private static long count(Network network, String op) {
    return network.nodes().stream().filter(node -> node.op().equals(op)).count();
  }

  /** The layers are of integers, the projection behind them is not, and all are as right. */
  @Test
  void run_integers_arePackedAndMeasured() {
    StudyPlan plan = plan(List.of(Embedding.values()));

    StudyResult study =
        EmbeddingStudy.of(plan.withPrecision(Precision.INT8)).run(StudyListener.NONE);

    assertEquals(1, study.original().all().plain(), "the uncut network is as it was");
    assertEquals(8, study.embeddings().size());
    for (EmbeddingResult result : study.embeddings()) {
      Network extractor = extractor(result);
      assertTrue(count(extractor, "QuantizeLinear") > 0, result.feature().title());
      assertTrue(result.accuracy().all().balanced() > 0.8, result.toJson()::toString);
      boolean reduced = result.feature().dims() == 1;
      assertEquals(reduced ? 1 : 0, count(extractor, "Sub"), result.feature().title());
      // The attack with the extractor in hand needs gradients.
      TrainableNetwork.requireTrainable(Dequantization.of(extractor));
    }
  }

  @Test
  void run_integers_areAFourthOfTheBytes() {
    StudyPlan plan = plan(List.of(Embedding.SIMPLE));

    EmbeddingResult floats = EmbeddingStudy.of(plan).run(StudyListener.NONE).embeddings().get(0);
    long before = extractor(floats).toBytes().length;
    EmbeddingResult integers =
        EmbeddingStudy.of(plan.withPrecision(Precision.INT8))
            .run(StudyListener.NONE)
            .embeddings()
            .get(0);

    Network made = extractor(integers);
    assertTrue(made.toBytes().length < 0.5 * before, made.toBytes().length + " of " + before);
    assertEquals(floats.cost().parameters(), integers.cost().parameters());
    assertEquals(floats.cost().edgeShare(), integers.cost().edgeShare());
  }

  @Test
  void plan_integersAndFineTuningThroughThem_isRefused() {
    StudyPlan plan = plan(List.of(Embedding.ADVANCED));
    EmbeddingPlan joint =
        new EmbeddingPlan(
            plan.embeddings().embeddings(),
            plan.embeddings().dims(),
            new NoiseSearchSpace(
                new NoiseSearchSpace.Family.Gaussian(),
                List.of(0.1),
                List.of(0.25),
                NoiseCalibration.HALF,
                1),
            plan.embeddings().tuning(),
            plan.embeddings().tuning(),
            Optional.empty());
    StudyPlan tuned = StudyPlan.of(plan.network(), plan.cut(), plan.data(), joint, plan.output());

    assertThrows(IllegalArgumentException.class, () -> tuned.withPrecision(Precision.INT8));
  }
}

package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Interval;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.noise.NoiseCalibration;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An encoder behind the cut of a small network, before each kind of mechanism. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class BottleneckStudyTest {
  private static final Map<String, NoiseSearchSpace> SPACES =
      Map.of(
          "levels", NoiseSearchSpace.response(NoiseSearchSpace.CLIP, 5),
          "gaussian", space(new NoiseSearchSpace.Family.Gaussian(), 0.1, 1),
          "codewords",
              space(
                  new NoiseSearchSpace.Family.Codewords(1),
                  Double.POSITIVE_INFINITY,
                  NoiseSearchSpace.WIDE_CLIP));

  @TempDir private static Path folder;
  private static DataSet people;

  @BeforeAll
  static void paint() throws IOException {
    people = PaintedPeople.write(folder);
  }

  private static NoiseSearchSpace space(
      NoiseSearchSpace.Family family, double strength, double clip) {
    return new NoiseSearchSpace(
        family, List.of(strength), List.of(clip), NoiseCalibration.HALF, 100);
  }

  private static EmbeddingResult randomised(String mechanism) {
    EmbeddingPlan plan =
        new EmbeddingPlan(
            List.of(Embedding.BOTTLENECK),
            OptionalInt.of(1),
            Objects.requireNonNull(SPACES.get(mechanism)),
            Optional.of(PaintedPeople.tuning()),
            Optional.empty(),
            Optional.of(PaintedPeople.encoder()));
    StudyResult study =
        EmbeddingStudy.of(PaintedPeople.plan(people, plan, folder.resolve(mechanism)))
            .run(StudyListener.NONE);
    return study.embeddings().get(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"levels", "gaussian", "codewords"})
  void run_mechanism_staysWithinItsBoundsAndKeepsTheAnswer(String mechanism) {
    EmbeddingResult result = randomised(mechanism);

    ExtractorPackage read = ExtractorPackage.read(result.extractor().orElseThrow());
    NetworkExtractor stated = read.manifest().network();
    Network extractor = Network.parse("extractor.onnx", read.network());
    List<Interval> bounds = stated.mechanism().orElseThrow().bounds();
    assertTrue(result.accuracy().all().balanced() > 0.8, result.toJson()::toString);
    assertEquals(Embedding.BOTTLENECK, stated.embedding());
    assertEquals("feature.bottleneck", stated.cut().tensor());
    assertEquals(1, bounds.size());
    for (float value : extremes(extractor)) {
      assertTrue(value >= bounds.get(0).low() - 1e-6, () -> value + " of " + bounds);
      assertTrue(value <= bounds.get(0).high() + 1e-6, () -> value + " of " + bounds);
    }
    // All that the edge computes, beside the network that was to be cut, and never more.
    double share = extractor.cost().share(PaintedPeople.network().cost());
    assertEquals(share, stated.cut().edgeShare());
    assertEquals(share, result.cost().edgeShare());
    assertEquals(extractor.cost().parameters(), result.cost().parameters());
    assertTrue(share < 1, () -> "edge share " + share);
  }

  /** What an extractor makes of inputs that no image is. */
  private static float[] extremes(Network extractor) {
    Shape shape = extractor.inputs().get(0).shape().batch(64);
    Tensor inputs = Tensor.allocate(shape);
    Random random = new Random(1);
    for (int i = 0; i < shape.size(); i++) {
      inputs.buffer().put(i, (float) (1e5 * random.nextGaussian()));
    }
    try (Session session = Session.open(extractor, 1)) {
      return session.run(inputs).toArray();
    }
  }
}

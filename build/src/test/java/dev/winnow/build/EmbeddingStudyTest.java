package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Manifest;
import dev.winnow.core.Progress;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.data.DataSet;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.noise.NoiseCalibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class EmbeddingStudyTest {
  @TempDir private static Path folder;
  private static DataSet people;

  @BeforeAll
  static void paint() throws IOException {
    people = PaintedPeople.write(folder);
  }

  /** Keeps what it is told. */
  private static final class Heard implements StudyListener {
    private final List<NoiseSearchResult> chosen = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    @Override
    public Progress begins(String step) {
      return Progress.NONE;
    }

    @Override
    public void chose(NoiseSearchResult found) {
      chosen.add(found);
    }

    @Override
    public void measured(EmbeddingResult result) {
      titles.add(result.feature().title());
    }
  }

  private static StudyResult run(EmbeddingPlan embeddings, String out, StudyListener listener) {
    return EmbeddingStudy.of(PaintedPeople.plan(people, embeddings, folder.resolve(out)))
        .run(listener);
  }

  private static NoiseSearchSpace responses(double mostLoss, Double... epsilons) {
    return new NoiseSearchSpace(
        new NoiseSearchSpace.Family.Levels(2),
        List.of(epsilons),
        List.of(NoiseSearchSpace.CLIP),
        NoiseCalibration.HALF,
        mostLoss);
  }

  private static Manifest manifest(EmbeddingResult result) {
    return ExtractorPackage.read(result.extractor().orElseThrow()).manifest();
  }

  @Test
  void run_allEmbeddings_writesAPackageForEachAndMeasuresIt() {
    EmbeddingPlan plan =
        PaintedPeople.embeddings(List.of(Embedding.values()), NoiseSearchSpace.response(0.25, 6));
    Heard heard = new Heard();

    StudyResult study = run(plan, "all", heard);

    assertEquals(
        List.of(
            "simple",
            "reduced",
            "reduced + noise",
            "siamese",
            "advanced",
            "advanced + noise",
            "bottleneck",
            "bottleneck + noise"),
        heard.titles);
    assertTrue(heard.chosen.isEmpty(), "there was nothing to choose");
    assertEquals(1, study.original().all().plain());
    assertEquals(study.original(), study.embeddings().get(0).accuracy());
    // Nothing is lost without the colours, and the label alone tells hardly anything.
    assertTrue(study.controls().orElseThrow().raw().strongest() > 0.8, study.toJson()::toString);
    assertTrue(study.controls().orElseThrow().label().strongest() < 0.5, study.toJson()::toString);
    for (EmbeddingResult result : study.embeddings()) {
      Manifest manifest = manifest(result);
      EmbeddedFeature feature = result.feature();
      assertEquals("painted-" + feature.suffix(), manifest.name());
      assertEquals(feature.embedding(), manifest.network().embedding());
      assertEquals(feature.dims(), manifest.network().feature().shape().size());
      assertEquals(feature.noise().map(NoiseChoice::mechanism), manifest.network().mechanism());
      assertEquals(feature.noise().isPresent(), manifest.network().feature().clip().isPresent());
      assertTrue(result.accuracy().all().balanced() > 0.8, result.toJson()::toString);
    }
    // One less than classes.
    assertEquals(1, study.embeddings().get(4).feature().dims());
    assertTrue(leakage(study.embeddings().get(4)) < leakage(study.embeddings().get(0)));
  }

  @Test
  void run_samePlanTwice_givesTheSameBytes() throws IOException {
    EmbeddingPlan plan = PaintedPeople.embeddings(List.of(Embedding.REDUCED), responses(100, 4.0));

    StudyResult one = run(plan, "one", StudyListener.NONE);
    StudyResult two = run(plan, "two", StudyListener.NONE);

    Path first = one.embeddings().get(1).extractor().orElseThrow();
    Path second = two.embeddings().get(1).extractor().orElseThrow();
    assertEquals(-1, Files.mismatch(first, second));
    assertEquals(one.controls(), two.controls());
    // How long an extractor takes differs.
    assertEquals(one.embeddings().get(0).accuracy(), two.embeddings().get(0).accuracy());
    assertEquals(one.embeddings().get(0).identity(), two.embeddings().get(0).identity());
  }

  /** What is only measured for comparison is not written. */
  @Test
  void run_oneEmbeddingWithNoise_writesOnlyTheOneWithNoise() {
    StudyResult study =
        run(
            PaintedPeople.embeddings(List.of(Embedding.REDUCED), responses(100, 4.0)),
            "alone",
            StudyListener.NONE);

    assertEquals(2, study.embeddings().size());
    assertEquals(Optional.empty(), study.embeddings().get(0).extractor());
    assertEquals("painted", manifest(study.embeddings().get(1)).name());
  }

  @Test
  void run_severalStrengthsAndAllMayBeLost_choosesTheStrongest() {
    Heard heard = new Heard();

    run(
        PaintedPeople.embeddings(List.of(Embedding.REDUCED), responses(100, 6.0, 3.0, 1.0)),
        "strongest",
        heard);

    assertEquals(1.0, heard.chosen.get(0).choice().strength());
    assertTrue(heard.chosen.get(0).affordable());
  }

  @Test
  void run_severalStrengthsAndNothingMayBeLost_choosesTheCheapestAndSaysThatItIsDear() {
    Heard heard = new Heard();

    run(
        PaintedPeople.embeddings(List.of(Embedding.REDUCED), responses(0, 1.0, 0.5)),
        "cheapest",
        heard);

    assertEquals(1.0, heard.chosen.get(0).choice().strength());
    assertFalse(heard.chosen.get(0).affordable());
    assertTrue(heard.chosen.get(0).loss().mean() > 0.05, heard.chosen::toString);
  }

  /** One codeword of each of two classes: at most a bit, and the answer is as right as before. */
  @Test
  void run_codewords_keepTheAnswerAndHideTheRest() {
    NoiseSearchSpace codewords =
        new NoiseSearchSpace(
            new NoiseSearchSpace.Family.Codewords(1),
            List.of(Double.POSITIVE_INFINITY),
            List.of(NoiseSearchSpace.WIDE_CLIP),
            NoiseCalibration.HALF,
            1);

    StudyResult study =
        run(
            PaintedPeople.embeddings(List.of(Embedding.ADVANCED), codewords),
            "codewords",
            StudyListener.NONE);

    EmbeddingResult result = study.embeddings().get(1);
    assertEquals(1, result.feature().noise().orElseThrow().bits());
    assertFalse(result.toJson().has("strength"), "infinity is no JSON");
    assertEquals("2 codewords", result.feature().noise().orElseThrow().text());
    assertTrue(result.accuracy().all().balanced() > 0.9, result.toJson()::toString);
    assertTrue(leakage(result) < 0.1, result.toJson()::toString);
    assertTrue(manifest(result).network().mechanism().orElseThrow() instanceof RandomizedResponse);
  }

  @Test
  void run_jointFineTuning_keepsTheStrengthOfTheNoise() {
    NoiseSearchSpace noise =
        new NoiseSearchSpace(
            new NoiseSearchSpace.Family.Gaussian(),
            List.of(0.05),
            List.of(1.0),
            NoiseCalibration.HALF,
            100);
    EmbeddingPlan plan =
        new EmbeddingPlan(
            List.of(Embedding.ADVANCED),
            OptionalInt.of(2),
            noise,
            Optional.of(PaintedPeople.tuning()),
            Optional.of(PaintedPeople.tuning()),
            Optional.empty());

    EmbeddingResult result = run(plan, "joint", StudyListener.NONE).embeddings().get(1);

    assertEquals(0.05, result.feature().noise().orElseThrow().strength());
    assertTrue(manifest(result).network().mechanism().orElseThrow() instanceof GaussianNoise);
    assertTrue(result.accuracy().all().balanced() > 0.8, result.toJson()::toString);
  }

  @Test
  void of_moreCodewordsThanSymbols_isRefused() {
    NoiseSearchSpace codewords =
        new NoiseSearchSpace(
            new NoiseSearchSpace.Family.Codewords(129),
            List.of(4.0),
            List.of(1.0),
            NoiseCalibration.HALF,
            1);
    StudyPlan plan =
        PaintedPeople.plan(
            people,
            PaintedPeople.embeddings(List.of(Embedding.REDUCED), codewords),
            folder.resolve("x"));

    var refusal = assertThrows(InvalidSettingException.class, () -> EmbeddingStudy.of(plan));

    assertEquals(
        "codewords is 129 and must be at most 128 of each of 2 classes", refusal.getMessage());
  }

  /** Before an image is decoded, which would take minutes. */
  @Test
  void of_columnThatIsMissing_isRefused() {
    StudyPlan plan =
        PaintedPeople.plan(
            people,
            PaintedPeople.embeddings(List.of(Embedding.SIMPLE), NoiseSearchSpace.NONE),
            folder.resolve("x"));
    StudyData known = plan.data();
    StudyData data =
        new StudyData(known.captures(), known.partition(), "grin", known.sensitive(), 1);
    StudyPlan unknown =
        StudyPlan.of(plan.network(), plan.cut(), data, plan.embeddings(), plan.output());

    assertThrows(NoSuchColumnException.class, () -> EmbeddingStudy.of(unknown));
  }

  private static double leakage(EmbeddingResult result) {
    return result.identity().orElseThrow().leakage();
  }
}

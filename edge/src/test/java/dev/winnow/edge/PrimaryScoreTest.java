package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package knows red, green and blue; see {@link Tiny}. */
class PrimaryScoreTest {
  private static final Prediction.Cost COST =
      new Prediction.Cost(
          new Traffic(1, 1, 1),
          new StageTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));

  @TempDir Path folder;

  @Test
  void accuracy_labelsThatThePackageDoesNotKnow_areCountedApart() throws Exception {
    PrimaryScore score = score("red", "Red", "green", "violet", "Red");

    for (String label : List.of("red", "Red", "green", "violet", "Red")) {
      score.add(answer(Optional.of(sample(label)), "red"));
    }

    assertEquals(2, score.accuracy().orElseThrow().samples());
    assertEquals(0.5, score.accuracy().orElseThrow().plain());
    assertEquals(
        "not counted: 3 captures whose colour the package does not know: Red (2), violet (1); it"
            + " knows red, green, blue",
        score.unknownSentence().orElseThrow());
  }

  @Test
  void of_labelsNoneOfWhichThePackageKnows_isRefusedBeforeAnythingIsSent() {
    var refusal = assertThrows(UnknownLabelsException.class, () -> score("Red", "Green", "Red"));

    assertEquals(
        "no label of colour is one of the package's: the data set has Green, Red, the package red,"
            + " green, blue; name another column, or write the labels alike",
        refusal.getMessage());
  }

  @Test
  void add_capturesWithoutALabel_sayNothing() throws Exception {
    PrimaryScore score = score("red");
    score.add(answer(Optional.empty(), "red"));
    score.add(answer(Optional.of(Sample.of("a", Map.of())), "red"));

    assertEquals(Optional.empty(), score.accuracy());
    assertEquals(Optional.empty(), score.unknownSentence());
  }

  @Test
  void of_columnThatIsNotThere_isRefused() {
    assertThrows(
        NoSuchColumnException.class,
        () -> PrimaryScore.of(Tiny.extractor().manifest(), "shape", stream("red")));
  }

  private PrimaryScore score(String... labels) throws Exception {
    return PrimaryScore.of(Tiny.extractor().manifest(), "colour", stream(labels));
  }

  private CaptureStream stream(String... labels) throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (String label : labels) {
      String name = samples.size() + ".png";
      Files.writeString(folder.resolve(name), "x");
      samples.add(Sample.of(name, Map.of("colour", label)));
    }
    return CaptureStream.of(
        DataSet.write(folder, DataCard.ofImages("x"), List.of("colour"), samples));
  }

  private static Sample sample(String label) {
    return Sample.of("a.png", Map.of("colour", label));
  }

  private static Prediction answer(Optional<Sample> sample, String label) {
    var choice = new Prediction.Choice("colour", label, 1, List.of(1f));
    return new Prediction(
        CaptureId.ofFile("a.png"), sample, List.of(choice), Optional.empty(), COST);
  }
}

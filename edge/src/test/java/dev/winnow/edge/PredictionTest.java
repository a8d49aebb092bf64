package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.filter.FilteredStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines that a program reads. */
class PredictionTest {
  private static final CaptureId FILE = CaptureId.ofFile("a/1.jpg");
  private static final Prediction.Choice FEMALE =
      new Prediction.Choice("gender", "female", 0.9f, List.of(0.1f, 0.9f));
  private static final Prediction.Cost COST =
      new Prediction.Cost(
          new Traffic(9_000, 2_048, 2_100),
          new StageTimes(
              Duration.ofNanos(3_141_592),
              Duration.ofMillis(2),
              Duration.ofMillis(10),
              Duration.ofMillis(4)));

  @Test
  void toJson_anAnswer_hasPathLabelProbabilityBytesAndMilliseconds() {
    Prediction answer =
        new Prediction(FILE, Optional.empty(), List.of(FEMALE), Optional.empty(), COST);
    assertEquals(
        """
        {"path":"a/1.jpg","label":"female","probability":0.9,"probabilities":[0.1,0.9],\
        "certificate":"uncertified","captureBytes":9000,"featureBytes":2048,"bytesUp":2100,\
        "readMs":3.142,"prepareMs":2.0,"extractMs":10.0,"roundTripMs":4.0}""",
        Json.line(answer.toJson()));
  }

  @Test
  void toJson_aPartOfAFile_saysWhich() {
    CaptureId part = new CaptureId("walk.csv", 3, Optional.of(new TimeWindow(1.5, 4)));
    Prediction answer =
        new Prediction(part, Optional.empty(), List.of(FEMALE), Optional.empty(), COST);

    assertTrue(
        Json.line(answer.toJson()).startsWith("{\"path\":\"walk.csv\",\"start\":1.5,\"end\":4.0,"));
  }

  @Test
  void toJson_severalHeads_listsWhatEachSaid() {
    var smiling = new Prediction.Choice("smile", "smiling", 1f, List.of(0f, 1f));
    Prediction answer =
        new Prediction(FILE, Optional.empty(), List.of(FEMALE, smiling), Optional.empty(), COST);
    assertEquals(
        """
        {"path":"a/1.jpg","label":"female+smiling","answers":[\
        {"output":"gender","label":"female","probability":0.9,"probabilities":[0.1,0.9]},\
        {"output":"smile","label":"smiling","probability":1.0,"probabilities":[0.0,1.0]}]""",
        Json.line(answer.toJson()).split(",\"certificate\"", 2)[0]);
  }

  @Test
  void toJson_certifiedAnswer_namesItsCertificate() {
    Digest digest = Digest.of(new byte[] {1});
    Prediction answer =
        new Prediction(FILE, Optional.empty(), List.of(FEMALE), Optional.of(digest), COST);

    assertEquals(digest.text(), answer.toJson().get("certificate").textValue());
  }

  @Test
  void toJson_aSummary_addsUp() {
    RunStatistics statistics = new RunStatistics();
    statistics.add(COST);
    statistics.add(COST);
    statistics.addBytesUp(4_201);
    var skipped = List.of(new Summary.Skipped("a/2.jpg", "it is cut short"));
    Summary summary =
        statistics.summary(new Summary.Skips(5, skipped, Optional.empty()), Duration.ofMillis(500));
    assertEquals(4, summary.rate());
    assertEquals(
        """
        {"answers":2,"skippedCount":5,"skipped":[{"path":"a/2.jpg","reason":"it is cut short"}],\
        "captureBytes":18000,"featureBytes":4096,"bytesUp":4201,"elapsedMs":500.0,"perSecond":4.0""",
        Json.line(summary.toJson()).split(",\"median\"", 2)[0]);
  }

  @Test
  void toJson_aNumber_hasValuesAndUnit() {
    var age = new Prediction.Quantity("age", List.of(41.5f), Optional.of("years"));
    Prediction answer =
        new Prediction(FILE, Optional.empty(), List.of(age), Optional.empty(), COST);

    assertEquals("41.5 years", answer.label());
    assertTrue(
        Json.line(answer.toJson())
            .startsWith("{\"path\":\"a/1.jpg\",\"values\":[41.5],\"unit\":\"years\","));
  }

  @Test
  void toJson_objects_haveLabelScoreAndBoxInShares() {
    var objects =
        new Prediction.Objects(
            "objects",
            List.of(
                new FilteredStream.Tag("dog", 0.41f, 0, 0, 1, 1),
                new FilteredStream.Tag("person", 0.93f, 0.25f, 0.5f, 0.125f, 0.5f)));
    Prediction answer =
        new Prediction(FILE, Optional.empty(), List.of(objects), Optional.empty(), COST);

    assertEquals("person 93 %, dog 41 %", answer.label());
    assertEquals(Optional.empty(), objects.certainty());
    assertEquals(
        """
        {"path":"a/1.jpg","objects":[\
        {"label":"person","score":0.93,\
        "box":{"left":0.25,"top":0.5,"width":0.125,"height":0.5}},\
        {"label":"dog","score":0.41,"box":{"left":0.0,"top":0.0,"width":1.0,"height":1.0}}]""",
        Json.line(answer.toJson()).split(",\"certificate\"", 2)[0]);
  }
}

package dev.winnow.edge.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.Progress;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.DeliveryListener;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import dev.winnow.edge.sink.SinkListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a node says of itself. */
class NodeStatusTest {
  private static final AnalyzerUri ONE = AnalyzerUri.parse("http://one.example:80");
  private static final AnalyzerUri OTHER = AnalyzerUri.parse("http://other.example:80");

  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private final List<String> remarks = new ArrayList<>();
  private final NodeStatus status = new NodeStatus(() -> now);
  private final DeliveryListener deliveries = status.deliveries(remarks::add);
  private final SinkListener sink = status.sink(remarks::add);

  private void passes(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  @Test
  void health_allAnalyzersAwayForAWhile_isBadUntilOneAnswers() {
    assertTrue(status.snapshot().isHealthy());
    deliveries.failed(ONE, "cannot reach one", Duration.ofSeconds(1));
    deliveries.answered(OTHER);
    passes(60);
    assertTrue(status.snapshot().isHealthy());

    deliveries.failed(OTHER, "cannot reach other", Duration.ofSeconds(1));
    assertTrue(status.snapshot().isHealthy());
    passes(10);
    assertEquals(
        List.of("no analyzer answers: cannot reach one; cannot reach other"),
        status.snapshot().reasons());

    deliveries.answered(ONE);
    assertTrue(status.snapshot().isHealthy());
  }

  @Test
  void health_answersNotTakenForAWhile_isBadUntilTheyAre() {
    sink.failing("the webhook at https://example.org cannot be reached");
    assertTrue(status.snapshot().isHealthy());
    passes(10);
    assertEquals(
        List.of("answers are not taken: the webhook at https://example.org cannot be reached"),
        status.snapshot().reasons());
    sink.recovered("the webhook takes answers again, after 10 s");
    assertTrue(status.snapshot().isHealthy());
  }

  @Test
  void health_folderThatIsGone_isBad() {
    String reason = HealthCheck.full(Path.of("no", "such", "folder")).orElseThrow();
    assertTrue(reason.contains("cannot be looked at"), reason);
  }

  @Test
  void errors_saidAgain_areCountedAndTheNewestComesFirst() {
    for (int i = 0; i < 30; i++) {
      deliveries.failed(ONE, "error " + i, Duration.ZERO);
    }
    deliveries.refused(ONE, "error 20");
    List<RecentErrors.Said> errors = status.snapshot().errors();
    assertEquals(20, errors.size());
    assertEquals(new RecentErrors.Said(now, "error 20", 2), errors.get(0));
    assertEquals("error 29", errors.get(1).sentence());
  }

  /** As of a node that runs several extractors. */
  @Test
  void counts_ofSeveralRuns_areAddedUp() {
    Progress one = status.counted(Progress.NONE);
    Progress other = status.counted(Progress.NONE);
    one.skipped(2);
    other.skipped(3);
    one.skipped(4);
    status.counted(answer -> {}, OptionalDouble.of(1.5)).accept("a");
    status.counted(answer -> {}, OptionalDouble.of(2)).accept("b");
    for (String extractor : List.of("gender 1", "age 2", "gender 1")) {
      status.runs(
          new NodeIdentity(extractor, "dir:hall", false, OptionalDouble.of(1), Optional.empty()));
    }
    StatusSnapshot snapshot = status.snapshot();
    assertEquals(new StatusSnapshot.Counts(0, 2, 7, 3.5), snapshot.counts());
    assertEquals(2, snapshot.runs().size());
    assertEquals(3.5, StatusJson.of(snapshot).at("/sent/run/bits").asDouble());
  }

  @Test
  void remark_anything_isHandedOn() {
    deliveries.remark("it answers again");
    assertEquals(List.of("it answers again"), remarks);
  }

  private String metrics() {
    return new String(StatusMetrics.of(status.snapshot()).body(), StandardCharsets.UTF_8);
  }

  /** Each line is what the format's description allows, and each family is described before. */
  @Test
  void metrics_ofAnyStatus_areWellFormed() {
    deliveries.begun(ONE, 10);
    deliveries.ended(ONE, Outcome.ANSWERED, 10, Duration.ofMillis(30));
    deliveries.ended(ONE, Outcome.UNSENT, 10, Duration.ofMillis(1));
    deliveries.failed(OTHER, "x\ny", Duration.ZERO);
    Pattern sample =
        Pattern.compile(
            "([a-z_]+?)(_bucket|_sum|_count)?(\\{[a-z]+=\"[^\"\\n]*\"(,[a-z]+=\"[^\"\\n]*\")*})? (\\+Inf|-?[0-9.]+(E-?[0-9]+)?)");
    String described = "";
    for (String line : metrics().split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        described = line.split(" ", -1)[2];
      } else if (!line.isEmpty() && !line.startsWith("# HELP ")) {
        var matcher = sample.matcher(line);
        assertTrue(matcher.matches(), line);
        assertTrue(line.startsWith(described), line + " is not of " + described);
      }
    }
  }

  @Test
  void metrics_ofRequests_countByOutcomeAndTime() {
    deliveries.begun(ONE, 10);
    deliveries.ended(ONE, Outcome.ANSWERED, 10, Duration.ofMillis(30));
    deliveries.begun(ONE, 20);
    deliveries.ended(ONE, Outcome.LOST, 20, Duration.ofSeconds(50));
    deliveries.begun(ONE, 40);
    deliveries.ended(ONE, Outcome.UNSENT, 40, Duration.ofSeconds(1));
    deliveries.begun(ONE, 80);
    String metrics = metrics();
    for (String line :
        List.of(
            "winnow_edge_requests_total{outcome=\"answered\"} 1",
            "winnow_edge_requests_total{outcome=\"lost\"} 1",
            "winnow_edge_requests_total{outcome=\"unsent\"} 1",
            "winnow_edge_requests_in_flight 1",
            "winnow_edge_sent_bytes_total 30",
            "winnow_edge_request_duration_seconds_bucket{le=\"0.025\"} 0",
            "winnow_edge_request_duration_seconds_bucket{le=\"0.05\"} 1",
            "winnow_edge_request_duration_seconds_bucket{le=\"+Inf\"} 2",
            "winnow_edge_request_duration_seconds_count 2",
            "winnow_edge_request_duration_seconds_sum 50.03")) {
      assertTrue(metrics.contains(line + "\n"), line + " is not in " + metrics);
    }
  }

  @Test
  void json_withoutALedger_tellsOfThisRun() {
    JsonNode json = StatusJson.of(status.snapshot());
    assertEquals(0, json.at("/sent/run/captures").asLong());
    assertFalse(json.has("outbox"));
    assertTrue(json.get("runs").isEmpty());
  }
}

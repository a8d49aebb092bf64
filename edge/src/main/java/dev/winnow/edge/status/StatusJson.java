package dev.winnow.edge.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import dev.winnow.edge.outbox.LedgerTotals;
import dev.winnow.trust.Certificate;
import java.util.Locale;

/** A snapshot for the page. */
final class StatusJson {
  private StatusJson() {}

  static ObjectNode of(StatusSnapshot status) {
    ObjectNode json = Json.object().put("time", status.time().toString());
    json.put("started", status.started().toString()).put("healthy", status.isHealthy());
    ArrayNode reasons = json.putArray("reasons");
    status.reasons().forEach(reasons::add);
    ArrayNode runs = json.putArray("runs");
    status.runs().forEach(run -> addTo(runs.addObject(), run));
    StatusSnapshot.Counts counts = status.counts();
    json.putObject("counts")
        .put("captures", counts.captures())
        .put("answers", counts.answers())
        .put("skipped", counts.skipped());
    addSent(json.putObject("sent"), status);
    status
        .outbox()
        .ifPresent(
            fill ->
                json.putObject("outbox")
                    .put("features", fill.features())
                    .put("bytes", fill.bytes())
                    .put("limit", fill.limit()));
    ObjectNode requests = json.putObject("requests");
    for (Outcome outcome : Outcome.values()) {
      requests.put(outcome.name().toLowerCase(Locale.ROOT), status.requests().of(outcome));
    }
    requests.put("underWay", status.requests().underWay());
    ArrayNode analyzers = json.putArray("analyzers");
    status.analyzers().forEach(state -> addTo(analyzers.addObject(), state));
    ArrayNode errors = json.putArray("errors");
    for (RecentErrors.Said said : status.errors()) {
      errors
          .addObject()
          .put("time", said.time().toString())
          .put("sentence", said.sentence())
          .put("times", said.times());
    }
    return json;
  }

  private static void addTo(ObjectNode json, NodeIdentity identity) {
    json.put("extractor", identity.extractor()).put("source", identity.source());
    json.put("filter", identity.filter());
    identity.certificate().ifPresent(shown -> addTo(json.putObject("certificate"), shown));
  }

  private static void addTo(ObjectNode json, Certificate certificate) {
    json.put("digest", certificate.digest().brief());
    json.put("policy", certificate.policy().toString());
    json.put("signer", certificate.signer().id().brief());
    json.put("expires", certificate.expires().toString());
  }

  private static void addTo(ObjectNode json, AnalyzerState state) {
    json.put("address", state.address()).put("failures", state.failures());
    state.since().ifPresent(since -> json.put("since", since.toString()));
    state.retry().ifPresent(again -> json.put("retry", again.toString()));
    json.put("sentence", state.sentence());
  }

  /** By the ledger, where there is one; else since the start, as far as it was answered. */
  private static void addSent(ObjectNode json, StatusSnapshot status) {
    if (status.ledger().isPresent()) {
      LedgerTotals.Totals totals = status.ledger().get();
      addTo(json.putObject("today"), totals.today());
      addTo(json.putObject("all"), totals.all());
      return;
    }
    long answers = status.counts().answers();
    ObjectNode run = json.putObject("run").put("captures", answers);
    if (status.runs().stream().allMatch(each -> each.bits().isPresent())) {
      run.put("bits", status.counts().bits());
    }
    run.put("bytes", status.requests().bytes());
  }

  private static void addTo(ObjectNode json, LedgerTotals.Sums sums) {
    json.put("captures", sums.captures());
    if (sums.bounded()) {
      json.put("bits", sums.bits());
    }
    json.put("bytes", sums.bytes());
  }
}

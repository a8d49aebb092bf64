package dev.winnow.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.AuditSettings;
import dev.winnow.core.Decimals;
import dev.winnow.core.Json;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Provenance;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.data.DataSet;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An audit as one page for people: verdicts first, then what they rest on. The file needs no
 * network and no script.
 *
 * @param audited packages, in order
 * @param policy that judged
 * @param settings of the audit
 * @param set whose captures were attacked
 * @param provenance of the audit
 * @param when it was made
 */
public record Report(
    List<AuditResult> audited,
    Policy policy,
    AuditSettings settings,
    DataSet set,
    Provenance provenance,
    Instant when) {
  public Report {
    audited = List.copyOf(audited);
  }

  /**
   * Writes {@code report.html} and {@code audit.json} into a folder.
   *
   * @throws UncheckedIOException if that fails
   */
  public void write(Path folder) {
    AtomicFile.writeText(folder.resolve("report.html"), html());
    AtomicFile.writeText(folder.resolve("audit.json"), Json.pretty(toJson()));
  }

  /** What {@code audit.json} holds. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("policy", policy.toJson());
    json.put("effort", settings.effort().word());
    json.set("settings", settings.toJson());
    json.set("provenance", provenance.toJson());
    ArrayNode targets = json.putArray("subjects");
    audited.forEach(each -> targets.add(each.toJson()));
    return json;
  }

  /** The page. */
  public String html() {
    String title =
        "Privacy audit: "
            + settings.columns().primary()
            + " without "
            + settings.columns().sensitive();
    return Html.page(
        title,
        /* style= */ "",
        lead(),
        List.of(
            cards(),
            tradeOff(),
            ReconstructionFigure.of(audited, set.card().modality()),
            curves(),
            metrics(),
            origin()));
  }

  private String lead() {
    long passed = audited.stream().filter(each -> each.verdict().passed()).count();
    return "%d of %d %s the policy %s. Adversaries learned anew from what each package lets out, on %s captures of people from whom nothing was learned before."
        .formatted(
            passed,
            audited.size(),
            audited.size() == 1 ? "package meets" : "packages meet",
            Html.text(policy.toString()),
            Html.text(set.card().name()));
  }

  private String cards() {
    StringBuilder html = new StringBuilder("<div class=\"cards\">\n");
    for (int i = 0; i < audited.size(); i++) {
      html.append(card(audited.get(i), i + 1));
    }
    return html.append("</div>\n").toString();
  }

  private static String card(AuditResult audited, int number) {
    boolean passed = audited.verdict().passed();
    String complaints =
        audited.verdict().complaints().stream()
            .map(complaint -> "<li>" + Html.text(complaint) + "</li>")
            .collect(Collectors.joining());
    return """
        <section class="card%s"><h3>%d. %s</h3><div class="verdict">%s</div><dl>
        <dt>balanced accuracy</dt><dd>%s</dd>
        <dt>edge share</dt><dd>%s</dd>
        <dt>values that leave</dt><dd>%,d</dd>
        <dt>identified, on raw</dt><dd>%s</dd>
        <dt>leakage</dt><dd>%s</dd>
        <dt>leakage in bits</dt><dd>%s</dd>
        <dt>bits an answer</dt><dd>%s</dd>
        <dt>bits a capture</dt><dd>%s</dd></dl>%s%s</section>
        """
        .formatted(
            passed ? " pass" : "",
            number,
            Html.text(audited.target().name()),
            passed ? "PASS" : "FAIL",
            Html.percent(audited.utility().balanced()),
            Html.percent(audited.edgeShare()),
            audited.target().extractor().manifest().network().feature().shape().size(),
            audited.worst("identity.top1").map(found -> named(found, audited)).orElse("–"),
            audited.worst("identity.leakage").map(Report::interval).orElse("–"),
            audited.worst("identity.information.leakage").map(Report::interval).orElse("–"),
            audited.worst("information.bits").map(f -> Html.number(f.value())).orElse("unbounded"),
            audited
                .worst("information.history-bits")
                .map(f -> Html.number(f.value()))
                .orElse("unbounded"),
            unknown(audited.unknownOperators()),
            complaints.isEmpty() ? "" : "<ul>" + complaints + "</ul>");
  }

  /** An auditor who does not look at these has not seen what the extractor does. */
  private static String unknown(List<String> operators) {
    return operators.isEmpty()
        ? ""
        : "<p class=\"no\">Behind the cut stands what no build of Winnow puts there: %s.</p>"
            .formatted(Html.text(String.join(", ", operators)));
  }

  private static String named(Finding finding, AuditResult audited) {
    return "%s of %s"
        .formatted(
            Html.percent(finding.value()), Html.percent(audited.namedOnRaw().orElse(Double.NaN)));
  }

  private static String interval(Finding finding) {
    return "%s (%s to %s)"
        .formatted(
            Decimals.hundredths(finding.value()),
            Decimals.hundredths(finding.low()),
            Decimals.hundredths(finding.high()));
  }

  private String tradeOff() {
    return """
        <h2>Useful and private</h2>
        <figure>%s<figcaption>Each package with the 95 %% interval of its leakage over people; \
        green ones meet the policy. Best is the upper left corner.</figcaption></figure>
        """
        .formatted(LeakageAccuracyChart.svg(audited));
  }

  private String curves() {
    StringBuilder html = new StringBuilder();
    for (AuditResult each : audited) {
      if (!each.curve().isEmpty()) {
        html.append(
            """
            <figure><h3>What noise would do to %s</h3>%s<figcaption>Whoever has the clean features \
            of all candidates looks for the one that a noisy feature came from. The analyzer was \
            not refitted.</figcaption></figure>
            """
                .formatted(Html.text(each.target().name()), NoiseUtilityChart.svg(each.curve())));
      }
    }
    return html.toString();
  }

  private String metrics() {
    StringBuilder html =
        new StringBuilder(
            """
            <h2>Every metric between its controls</h2>
            <p class="note">The same attack on the raw captures (known to leak), on the primary \
            label alone (what nobody can help giving away), and on names dealt out at random (what \
            chance finds). Intervals are over people.</p>
            """);
    for (AuditResult each : audited) {
      html.append(
          "<details><summary>%s</summary>%s%s</details>\n"
              .formatted(
                  Html.text(each.target().name()),
                  remarks(each.remarks()),
                  FindingsTable.of(each)));
    }
    return html.toString();
  }

  private static String remarks(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> "<p class=\"note\">%s</p>".formatted(Html.text(sentence)))
        .collect(Collectors.joining());
  }

  private String origin() {
    List<String> rows = new ArrayList<>();
    rows.add(FilterPage.row("made", when.truncatedTo(ChronoUnit.SECONDS).toString()));
    rows.add(FilterPage.row("policy", policy + ", " + policy.digest()));
    rows.add(FilterPage.row("settings", Json.line(settings.toJson())));
    rows.add(
        FilterPage.row(
            "captures",
            set.card().name() + ", " + provenance.data().map(Object::toString).orElse("")));
    rows.add(FilterPage.row("versions", provenance.versions() + ", " + provenance.platform()));
    for (AuditResult each : audited) {
      Optional<Mechanism> mechanism = each.target().extractor().manifest().network().mechanism();
      rows.add(
          FilterPage.row(
              each.target().name(),
              "%s, %s"
                  .formatted(
                      each.target().digest(),
                      mechanism
                          .map(m -> ChannelCapacity.of(m).toString())
                          .orElse("sent as it is"))));
    }
    return FilterPage.origin(rows);
  }
}

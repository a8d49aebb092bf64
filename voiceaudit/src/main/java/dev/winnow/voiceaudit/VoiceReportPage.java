package dev.winnow.voiceaudit;

import dev.winnow.audit.report.FilterPage;
import dev.winnow.audit.report.FindingsTable;
import dev.winnow.audit.report.Html;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import dev.winnow.trust.Finding;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An audit of a disguise as one page for people, which needs no network and no script. */
record VoiceReportPage(
    VoiceAuditReport report, ExtractorPackage extractor, Provenance provenance, Instant when) {
  private static final String STYLE =
      """
      .sounds { display: flex; flex-wrap: wrap; gap: 1rem; margin: .8rem 0; }
      .sounds figure { margin: 0; width: 20rem; max-width: 100%; }
      .sounds audio { width: 100%; display: block; }
      .sounds figcaption { overflow-wrap: anywhere; font-weight: 600; }
      .sounds span { font-size: .8rem; }
      """;

  String html() {
    return Html.page(
        "Privacy audit: the disguise of voices " + extractor.manifest().name(),
        STYLE,
        lead(),
        List.of(
            FilterPage.card(extractor.manifest().name(), figures(), report),
            attackers(),
            sounds(),
            metrics(),
            origin()));
  }

  private String lead() {
    return "The disguise (%s) %s the policy %s. Recordings were disguised as a node disguises them; attackers tried to learn who speaks."
        .formatted(
            Html.text(report.audit().voice().settings().text()),
            report.verdict().passed() ? "meets" : "does not meet",
            Html.text(report.policy().toString()));
  }

  private String figures() {
    return FilterPage.figure(
            "speakers named, retrained", value("identity.retrained.top1", Finding::value))
        + FilterPage.figure("named on clean speech", raw("identity.retrained.top1"))
        + FilterPage.figure("by guessing", chance("identity.retrained.top1"))
        + FilterPage.figure("words recognised", value("words.accuracy", Finding::value))
        + FilterPage.figure("words on clean speech", raw("words.accuracy"));
  }

  /** One row for each attacker: the numbers that people ask for first. */
  private String attackers() {
    String rows =
        Stream.of("ignorant", "retrained", "undone")
            .map(
                word ->
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                            word,
                            percent(value("identity." + word + ".top1", Finding::value)),
                            number(
                                value("identity." + word + ".information.leakage", Finding::value)),
                            percent(least("verification." + word + ".eer")),
                            percent(
                                value("verification." + word + ".tpr-at-fpr-1e-3", Finding::value)),
                            percent(
                                value(
                                    "verification." + word + ".tpr-at-fpr-1e-2", Finding::value))))
            .collect(Collectors.joining("\n"));
    return """
        <h2>Who may learn who speaks</h2>
        <p class="note">The ignorant attacker knows clean speech only, as a listener or a recogniser \
        of speakers does that nobody adapted. The retrained one learned from speech that was \
        disguised by the same settings, and counts. The one who undoes knows the settings and \
        turns them around. Each row is the strongest of its kind. Leakage is 0 for what the words \
        alone tell, 1 for what clean speech tells. An equal error rate of 50 %% is a coin; beside \
        it, how many pairs of one speaker are found at one false alarm in 1,000 and in 100.</p>
        <div class="scroll"><table><thead><tr><th>attacker</th><th>speakers named</th>\
        <th>leakage</th><th>equal error rate</th><th>found at 0.1 %%</th><th>found at 1 %%</th>\
        </tr></thead><tbody>
        %s</tbody></table></div>
        """
        .formatted(rows);
  }

  private String sounds() {
    if (report.result().exhibits().isEmpty()) {
      return "";
    }
    String figures =
        report.result().exhibits().stream()
            .map(VoiceReportPage::sound)
            .collect(Collectors.joining());
    return "<h2>What leaves, to listen to</h2>\n<div class=\"sounds\">\n%s</div>\n"
        .formatted(figures);
  }

  private static String sound(SpeechExhibit exhibit) {
    return "<figure><figcaption>%s</figcaption>%s%s</figure>\n"
        .formatted(
            Html.text(exhibit.caption()),
            exhibit.before().map(wav -> player("as it was spoken", wav)).orElse(""),
            player("as it leaves", exhibit.after()));
  }

  private static String player(String what, byte[] wav) {
    return "<span>%s</span><audio controls preload=\"metadata\" src=\"data:audio/wav;base64,%s\"></audio>\n"
        .formatted(what, Base64.getEncoder().encodeToString(wav));
  }

  private String metrics() {
    return """
        <h2>Every metric beside its controls</h2>
        <p class="note">The same attack on clean speech is in the column raw, on the words alone in \
        label. Intervals are over speakers.</p>
        %s"""
        .formatted(FindingsTable.of(report.findings()));
  }

  private String origin() {
    return FilterPage.origin(
        report,
        extractor,
        provenance,
        when,
        List.of(
            FilterPage.row("disguise", extractor.manifest().filter().settings().toString()),
            FilterPage.row(
                "recordings",
                report.audit().set().card().name()
                    + provenance.data().map(digest -> ", " + digest).orElse(""))));
  }

  private Optional<Double> value(String metric, Function<Finding, Double> number) {
    return strongest(metric).map(number);
  }

  private Optional<Double> raw(String metric) {
    return strongest(metric).flatMap(finding -> boxed(finding.references().raw()));
  }

  private Optional<Double> chance(String metric) {
    return strongest(metric).flatMap(finding -> boxed(finding.references().chance()));
  }

  private Optional<Double> least(String metric) {
    return of(metric).map(Finding::value).min(Comparator.naturalOrder());
  }

  private Optional<Finding> strongest(String metric) {
    return of(metric).max(Comparator.comparingDouble(Finding::value));
  }

  private Stream<Finding> of(String metric) {
    return report.findings().stream()
        .filter(finding -> finding.group().equals(Finding.ALL))
        .filter(finding -> finding.metric().equals(metric));
  }

  private static Optional<Double> boxed(OptionalDouble number) {
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  private static String percent(Optional<Double> share) {
    return share.map(Html::percent).orElse("");
  }

  private static String number(Optional<Double> number) {
    return number.map(Html::number).orElse("");
  }
}

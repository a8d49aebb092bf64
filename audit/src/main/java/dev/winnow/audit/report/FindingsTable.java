package dev.winnow.audit.report;

import dev.winnow.audit.AuditResult;
import dev.winnow.trust.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** All findings of one package, by metric, each between its controls. */
public final class FindingsTable {
  private static final String HEAD =
      """
      <div class="scroll"><table><thead><tr><th>adversary</th><th>group</th><th>found</th>\
      <th>95 % interval</th><th>chance</th><th>raw</th><th>label</th><th>shuffled</th>\
      <th>bound</th><th>met</th></tr></thead><tbody>
      """;

  private FindingsTable() {}

  static String of(AuditResult audited) {
    StringBuilder html = new StringBuilder(of(audited.findings()));
    audited
        .unmeasuredPools()
        .forEach(
            pool ->
                html.append("<h3>")
                    .append(pool)
                    .append("</h3>\n")
                    .append("<p>Not measured: too few people have so many unknown captures.</p>"));
    return html.toString();
  }

  /** A table for each metric. */
  public static String of(List<Finding> all) {
    Map<String, List<Finding>> metrics =
        all.stream()
            .collect(
                Collectors.groupingBy(Finding::metric, LinkedHashMap::new, Collectors.toList()));
    StringBuilder html = new StringBuilder();
    metrics.forEach(
        (metric, findings) -> {
          html.append("<h3>").append(Html.text(metric)).append("</h3>\n").append(HEAD);
          findings.forEach(finding -> html.append(row(finding)));
          html.append("</tbody></table></div>\n");
        });
    return html.toString();
  }

  private static String row(Finding finding) {
    return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s – %s</td>%s%s%s%s%s%s</tr>\n"
        .formatted(
            Html.text(finding.adversary()),
            Html.text(finding.group()),
            Html.number(finding.value()),
            Html.number(finding.low()),
            Html.number(finding.high()),
            cell(finding.references().chance()),
            raw(finding),
            cell(finding.references().label()),
            cell(finding.references().shuffled()),
            cell(finding.references().bound()),
            finding
                .met()
                .map(met -> met ? "<td class=\"yes\">yes</td>" : "<td class=\"no\">no</td>")
                .orElse("<td></td>"));
  }

  /** With who found it, which is said to whoever points at it. */
  private static String raw(Finding finding) {
    String cell = cell(finding.references().raw());
    return finding
        .references()
        .rawBy()
        .map(who -> cell.replace("<td>", "<td title=\"%s\">".formatted(Html.text(who))))
        .orElse(cell);
  }

  private static String cell(OptionalDouble value) {
    return "<td>%s</td>".formatted(value.isPresent() ? Html.number(value.getAsDouble()) : "");
  }
}

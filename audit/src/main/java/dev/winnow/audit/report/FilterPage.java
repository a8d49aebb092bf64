package dev.winnow.audit.report;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pieces of the page of a filter's audit, whatever it filters. */
public final class FilterPage {
  private FilterPage() {}

  /**
   * The verdict in a box, with what is wrong and what else a reader should know below.
   *
   * @param figures rows made by {@link #figure}
   */
  public static String card(String name, String figures, FilterAuditReport report) {
    boolean passed = report.verdict().passed();
    String complaints =
        report.verdict().complaints().stream()
            .map(complaint -> "<li>" + Html.text(complaint) + "</li>")
            .collect(Collectors.joining());
    String remarks =
        report.remarks().stream()
            .map(remark -> "<p class=\"note\">" + Html.text(remark) + "</p>")
            .collect(Collectors.joining());
    return """
        <div class="cards"><section class="card%s"><h3>%s</h3><div class="verdict">%s</div><dl>
        %s</dl></section></div>
        %s%s
        """
        .formatted(
            passed ? " pass" : "",
            Html.text(name),
            passed ? "PASS" : "FAIL",
            figures,
            complaints.isEmpty() ? "" : "<ul>" + complaints + "</ul>",
            remarks);
  }

  /** A share in the box of the verdict. */
  public static String figure(String name, Optional<Double> share) {
    return "<dt>%s</dt><dd>%s</dd>\n"
        .formatted(name, share.map(Html::percent).orElse("not measured"));
  }

  /**
   * Where a report comes from.
   *
   * @param rows made by {@link #row}
   */
  public static String origin(List<String> rows) {
    return "<h2>Where this comes from</h2><div class=\"scroll\"><table><tbody>%s</tbody></table></div>\n"
        .formatted(String.join("", rows));
  }

  /**
   * Where the audit of a filter comes from.
   *
   * @param rows of the filter and what it was run on, made by {@link #row}
   */
  public static String origin(
      FilterAuditReport report,
      ExtractorPackage extractor,
      Provenance provenance,
      Instant when,
      List<String> rows) {
    List<String> all = new ArrayList<>();
    all.add(row("made", when.truncatedTo(ChronoUnit.SECONDS).toString()));
    all.add(row("policy", report.policy() + ", " + report.policy().digest()));
    all.add(row("settings", report.settings().toString()));
    all.addAll(rows);
    all.add(row("versions", provenance.versions() + ", " + provenance.platform()));
    all.add(row("package", extractor.manifestDigest().toString()));
    return origin(all);
  }

  /** A row of that. */
  public static String row(String what, String value) {
    return "<tr><td>%s</td><td style=\"text-align:left;white-space:normal\"><code>%s</code></td></tr>\n"
        .formatted(Html.text(what), Html.text(value));
  }
}

package dev.winnow.maskaudit;

import dev.winnow.audit.report.FilterPage;
import dev.winnow.audit.report.FindingsTable;
import dev.winnow.audit.report.Html;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import dev.winnow.image.Image;
import dev.winnow.trust.Finding;
import dev.winnow.video.JpegEncoder;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An audit of a mask as one page for people, which needs no network and no script. */
record MaskReportPage(
    MaskAuditReport report, ExtractorPackage extractor, Provenance provenance, Instant when) {
  private static final int QUALITY = 75;
  private static final String STYLE =
      """
      .frames { display: flex; flex-wrap: wrap; gap: .6rem; margin: .8rem 0; }
      .frames figure { margin: 0; width: 15rem; max-width: 100%; }
      .frames.small figure { width: 9rem; }
      .frames img { width: 100%; height: auto; display: block; border: 1px solid var(--line); }
      .frames figcaption { overflow-wrap: anywhere; font-size: .8rem; }
      .sheet { image-rendering: pixelated; }
      """;

  String html() {
    String title = "Privacy audit: the mask " + extractor.manifest().name();
    try (JpegEncoder jpeg = JpegEncoder.ofQuality(QUALITY)) {
      return Html.page(
          title,
          STYLE,
          lead(),
          List.of(
              FilterPage.card(extractor.manifest().name(), figures(), report),
              coverage(),
              missed(jpeg),
              frames(jpeg),
              reversal(jpeg),
              metrics(),
              origin()));
    }
  }

  private String lead() {
    return "The mask %s the policy %s. %s were masked as a node masks them; detectors that are none of its own looked for faces before and after."
        .formatted(
            report.verdict().passed() ? "meets" : "does not meet",
            Html.text(report.audit().policy().toString()),
            Html.text(report.audit().sources().inWords()));
  }

  private String figures() {
    return FilterPage.figure("faces covered, at worst", lowest("faces.covered").map(Finding::value))
        + FilterPage.figure(
            "faces still found, at worst", highest("faces.found").map(Finding::value))
        + FilterPage.figure("people named", highest("identity.top1").map(Finding::value))
        + FilterPage.figure(
            "named by who learned on masks", highest("identity.retrained.top1").map(Finding::value))
        + FilterPage.figure(
            "of these through the mask",
            highest("identity.retrained.above-solid").map(Finding::value))
        + FilterPage.figure(
            "named on the originals", highest("identity.top1").flatMap(MaskReportPage::raw))
        + FilterPage.figure(
            "named after reversal", highest("reversal.reidentification.top1").map(Finding::value))
        + FilterPage.figure("tags kept", lowest("tagging.map-ratio").map(Finding::value));
  }

  private String coverage() {
    if (report.result().coverage().isEmpty()) {
      return "";
    }
    String rows =
        report.result().coverage().stream()
            .map(
                each ->
                    "<tr><td>%s</td><td>%s</td><td>%,d</td><td>%s</td><td>%,d</td><td>%,d</td></tr>"
                        .formatted(
                            Html.text(each.source()),
                            Html.text(each.judge()),
                            each.faces(),
                            Html.percent((double) each.covered() / each.faces()),
                            each.faces() - each.covered(),
                            each.found()))
            .collect(Collectors.joining("\n"));
    return """
        <h2>Faces before and after</h2>
        <p class="note">Of the faces that each judge finds on the originals at a score of .8 and \
        more, how many are covered (at most a tenth of the ellipse within the judge's box is to be \
        seen), and how many it finds again on what leaves.</p>
        <div class="scroll"><table><thead><tr><th>source</th><th>judge</th><th>faces</th>\
        <th>covered</th><th>missed</th><th>still found</th></tr></thead><tbody>
        %s</tbody></table></div>
        """
        .formatted(rows);
  }

  private String missed(JpegEncoder jpeg) {
    List<MissedFace> missed = report.result().missed();
    if (missed.isEmpty()) {
      return "<h2>Missed faces</h2>\n<p>None.</p>\n";
    }
    StringBuilder html =
        new StringBuilder("<h2>Missed faces</h2>\n<p class=\"note\">")
            .append("As they leave, with how much of each is to be seen. ")
            .append("Judges err too: what is shown need not be a face.</p>\n");
    html.append("<div class=\"frames small\">\n");
    for (MissedFace face : missed) {
      String caption =
          "%s, %s: %s to be seen"
              .formatted(face.place(), face.judge(), Html.percent(face.visible()));
      html.append(
          face.released().isPresent() && report.audit().settings().showsFrames()
              ? picture(jpeg, face.released().get(), caption, "")
              : "<figure><figcaption>%s</figcaption></figure>\n".formatted(Html.text(caption)));
    }
    return html.append("</div>\n").toString();
  }

  private String frames(JpegEncoder jpeg) {
    if (report.result().shown().isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<h2>What leaves</h2>\n<div class=\"frames\">\n");
    report
        .result()
        .shown()
        .forEach(shown -> html.append(picture(jpeg, shown.image(), shown.caption(), "")));
    return html.append("</div>\n").toString();
  }

  private String reversal(JpegEncoder jpeg) {
    return report
        .result()
        .reversal()
        .map(
            sheet ->
                """
                <h2>What a decoder makes of it</h2>
                <p class="note">A decoder learned from images of other people, before and after the \
                mask, to undo it. Above what leaves, below what it made of that.</p>
                %s"""
                    .formatted(picture(jpeg, sheet, "", " class=\"sheet\"")))
        .orElse("");
  }

  private String metrics() {
    return """
        <h2>Every metric beside its controls</h2>
        <p class="note">The same attack on the originals is in the column raw. Intervals of faces \
        are over scenes, those of names over people.</p>
        %s"""
        .formatted(FindingsTable.of(report.findings()));
  }

  private String origin() {
    CaptureFilter filter = extractor.manifest().filter();
    return FilterPage.origin(
        report,
        extractor,
        provenance,
        when,
        List.of(
            FilterPage.row("mask", filter.settings().toString()),
            FilterPage.row(
                "detectors",
                filter.parts().stream()
                    .map(part -> part.name() + " " + part.settings())
                    .collect(Collectors.joining("; "))),
            FilterPage.row(
                "captures",
                report.audit().sources().inWords()
                    + provenance.data().map(digest -> ", " + digest).orElse(""))));
  }

  private Optional<Finding> lowest(String metric) {
    return report.findings().stream()
        .filter(finding -> finding.metric().equals(metric))
        .reduce((a, b) -> a.value() <= b.value() ? a : b);
  }

  private Optional<Finding> highest(String metric) {
    return report.findings().stream()
        .filter(finding -> finding.metric().equals(metric))
        .reduce((a, b) -> a.value() >= b.value() ? a : b);
  }

  private static Optional<Double> raw(Finding finding) {
    return finding.references().raw().isPresent()
        ? Optional.of(finding.references().raw().getAsDouble())
        : Optional.empty();
  }

  private static String picture(JpegEncoder jpeg, Image image, String caption, String attributes) {
    return "<figure><img%s alt=\"%s\" src=\"data:image/jpeg;base64,%s\"><figcaption>%s</figcaption></figure>\n"
        .formatted(
            attributes,
            Html.text(caption),
            Base64.getEncoder().encodeToString(jpeg.encode(image)),
            Html.text(caption));
  }
}

package dev.winnow.audit.report;

import dev.winnow.audit.AuditResult;
import dev.winnow.audit.ReconstructionSheet;
import dev.winnow.core.InputSpec;
import dev.winnow.data.CaptureMedium;
import java.util.Base64;
import java.util.List;

/** Captures over what an attacker made of what each package sends: to look at, and to listen to. */
final class ReconstructionFigure {
  private ReconstructionFigure() {}

  /** HTML; empty if there is nothing to show. */
  static String of(List<AuditResult> audited, InputSpec.Kind kind) {
    List<AuditResult> shown = audited.stream().filter(each -> each.sheet().isPresent()).toList();
    if (shown.isEmpty()) {
      return "";
    }
    ReconstructionSheet first = shown.get(0).sheet().orElseThrow();
    boolean audible = first.originals().stream().anyMatch(CaptureMedium::isAudible);
    StringBuilder html =
        new StringBuilder(
            """
            <h2>What an attacker can %s</h2>
            <p class="note">A decoder learned from captures of other people to make %s of \
            what is sent, and was then asked about these.%s</p><figure>
            """
                .formatted(audible ? "see and hear" : "see", made(kind), judge(kind)));
    html.append(strip("the captures", first.originals()));
    for (AuditResult each : shown) {
      html.append(strip(each.target().name(), each.sheet().orElseThrow().seen()));
    }
    return html.append("</figure>\n").toString();
  }

  private static String made(InputSpec.Kind kind) {
    return switch (kind) {
      case IMAGE -> "images";
      case AUDIO -> "mel spectrograms";
      case SERIES -> "series";
    };
  }

  /** Of images, whoever handed in a recogniser knows. */
  private static String judge(InputSpec.Kind kind) {
    return switch (kind) {
      case IMAGE -> "";
      case AUDIO, SERIES ->
          " Who is on them, a classifier says that learned people from real captures and had no"
              + " part in making them (<code>reconstruction.reidentification</code>).";
    };
  }

  private static String strip(String name, List<CaptureMedium> media) {
    StringBuilder html =
        new StringBuilder("<figcaption>%s</figcaption>".formatted(Html.text(name)));
    for (CaptureMedium medium : media) {
      html.append(medium.isAudible() ? player(medium) : image(name, medium));
    }
    return html.append('\n').toString();
  }

  private static String image(String name, CaptureMedium medium) {
    String caption =
        medium.caption().isEmpty()
            ? ""
            : "<p class=\"note\">%s</p>".formatted(Html.text(medium.caption()));
    return "<img class=\"sheet\" alt=\"%s\" src=\"%s\">%s"
        .formatted(Html.text(name), address(medium), caption);
  }

  private static String player(CaptureMedium medium) {
    return "<span class=\"sound\">%s <audio controls preload=\"none\" src=\"%s\"></audio></span>"
        .formatted(Html.text(medium.caption()), address(medium));
  }

  private static String address(CaptureMedium medium) {
    return "data:%s;base64,%s"
        .formatted(Html.text(medium.type()), Base64.getEncoder().encodeToString(medium.bytes()));
  }
}

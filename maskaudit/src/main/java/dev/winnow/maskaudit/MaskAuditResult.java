package dev.winnow.maskaudit;

import dev.winnow.image.Image;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What became of a mask.
 *
 * @param verdict of the policy, with all findings
 * @param coverage by judge, for each film and for all stills
 * @param missed faces that are not covered
 * @param shown masked frames for people to look at
 * @param reversal what leaves, over what a decoder made of it; empty if nobody tried, or nobody is
 *     to see it
 * @param remarks what else a reader should know, a sentence each
 */
record MaskAuditResult(
    Verdict verdict,
    List<SourceCoverage> coverage,
    List<MissedFace> missed,
    List<FrameSheet.Shown> shown,
    Optional<Image> reversal,
    List<String> remarks) {
  MaskAuditResult {
    coverage = List.copyOf(coverage);
    missed = List.copyOf(missed);
    shown = List.copyOf(shown);
    remarks = List.copyOf(remarks);
  }

  /** The findings, each with what the policy says of it. */
  List<Finding> findings() {
    return verdict.findings();
  }
}

package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.journal.Journal;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.trust.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a step of an audit came to.
 *
 * @param findings in their order
 * @param sheet captures for people to look at, where the step makes some
 * @param remarks sentences for people
 */
record StepResult(
    List<Finding> findings, Optional<ReconstructionSheet> sheet, List<String> remarks) {
  private static final Journal.Form<StepResult> FORM =
      new Journal.Form<>("winnow-audit-journal/4", StepResult::toJson, StepResult::read);

  StepResult {
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
  }

  /**
   * What the steps of an audit that is not done yet came to, in a file.
   *
   * @param plan digest of all that findings depend on
   */
  static Journal<StepResult> journal(Path file, Digest plan) {
    return Journal.open(file, FORM, plan);
  }

  /** Findings alone. */
  static StepResult of(List<Finding> findings) {
    return new StepResult(findings, Optional.empty(), List.of());
  }

  /** The same with a sentence. */
  StepResult with(Optional<String> remark) {
    return new StepResult(findings, sheet, remark.stream().toList());
  }

  /** The same of which nothing is shown. */
  StepResult withoutSheet() {
    return new StepResult(findings, Optional.empty(), remarks);
  }

  private ObjectNode toJson() {
    ObjectNode json = Json.object();
    ArrayNode found = json.putArray("findings");
    findings.forEach(finding -> found.add(finding.toJson()));
    ArrayNode sentences = json.putArray("remarks");
    remarks.forEach(sentences::add);
    sheet.ifPresent(shown -> json.set("sheet", shown.toJson()));
    return json;
  }

  private static StepResult read(StrictObject fields) {
    return new StepResult(
        fields.objects("findings").stream().map(Finding::fromJson).toList(),
        fields.has("sheet")
            ? Optional.of(ReconstructionSheet.fromJson(fields.object("sheet")))
            : Optional.empty(),
        fields.textList("remarks"));
  }
}

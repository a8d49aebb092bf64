package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.onnx.AfterCut;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of one package.
 *
 * @param utility how well the primary task is still done
 * @param verdict of the policy, with all findings
 * @param afterCut what the extractor holds behind its cut, beside a known reduction; empty if it
 *     has no such cut at all
 * @param exhibits what is shown and said beside the numbers
 */
public record AuditResult(
    AuditTarget target,
    Utility utility,
    Verdict verdict,
    Optional<AfterCut> afterCut,
    AuditExhibits exhibits) {
  /** What more noise would do to a reduced feature; empty where that was not tried. */
  public List<NoiseUtilityCurve.Point> curve() {
    return exhibits.curve();
  }

  /** What an attacker made of what was sent, if captures can be made of it. */
  public Optional<ReconstructionSheet> sheet() {
    return exhibits.sheet();
  }

  /** Sentences for people: what was left out and why, and what the raw control is. */
  public List<String> remarks() {
    return exhibits.remarks();
  }

  /** The findings, each with what the policy says of it. */
  public List<Finding> findings() {
    return verdict.findings();
  }

  /** The finding of a metric that leaks most, of everybody. */
  public Optional<Finding> worst(String metric) {
    return findings().stream()
        .filter(finding -> finding.metric().equals(metric) && finding.group().equals(Finding.ALL))
        .reduce((a, b) -> b.value() > a.value() ? b : a);
  }

  /**
   * Attacks on pools of captures, such as {@code identity.pooled-20}, that nobody had enough for.
   */
  public List<String> unmeasuredPools() {
    return AuditPlan.POOLS.stream()
        .map("identity.pooled-%d"::formatted)
        .filter(
            pool -> findings().stream().noneMatch(found -> found.metric().startsWith(pool + ".")))
        .toList();
  }

  /** How many of the line-up the strongest adversary names on raw captures. */
  public OptionalDouble namedOnRaw() {
    return findings().stream()
        .filter(f -> f.metric().equals("identity.top1") && f.group().equals(Finding.ALL))
        .flatMapToDouble(finding -> finding.references().raw().stream())
        .max();
  }

  /**
   * What stands in the extractor that an honest build does not put there, such as {@code t.onr
   * (Less)}; nobody has looked at what it does.
   */
  public List<String> unknownOperators() {
    if (afterCut.isEmpty()) {
      return List.of("everything: it holds no tensor of the name of its cut");
    }
    List<String> beside = afterCut.get().beside().stream().map(Object::toString).toList();
    return beside.isEmpty() && !afterCut.get().known()
        ? List.of("its output, which is not made of its cut")
        : beside;
  }

  /** Multiply-accumulates before the cut over all, from 0 to 1, as the manifest states it. */
  public double edgeShare() {
    return target.extractor().manifest().network().cut().edgeShare();
  }

  /** The JSON form, as it stands in {@code audit.json}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("extractor", target.name()).put("digest", target.digest().text());
    json.put("verdict", verdict.word()).put("edgeShare", edgeShare());
    json.putObject("accuracy")
        .put("plain", utility.plain())
        .put("balanced", utility.balanced())
        .put("by", utility.by());
    worst("identity.leakage").ifPresent(finding -> json.put("leakage", finding.value()));
    ArrayNode complaints = json.putArray("complaints");
    verdict.complaints().forEach(complaints::add);
    ArrayNode found = json.putArray("findings");
    findings().forEach(finding -> found.add(finding.toJson()));
    ArrayNode unknown = json.putArray("unknownOperators");
    unknownOperators().forEach(unknown::add);
    ArrayNode remarks = json.putArray("remarks");
    remarks().forEach(remarks::add);
    if (!curve().isEmpty()) {
      ArrayNode points = json.putArray("curve");
      curve().forEach(point -> points.add(point.toJson()));
    }
    return json;
  }
}

package dev.winnow.audit;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Estimate;
import dev.winnow.core.OutputHead;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well the primary task is still done, on people whom nothing was learned from.
 *
 * @param plain share of right answers
 * @param balanced mean over the labels of their shares
 * @param by who answered: the analyzer, or a probe that was trained in its place
 */
public record Utility(double plain, double balanced, String by) {

  /** By the analyzer if it is there, and otherwise by a classifier trained on sent features. */
  static Utility of(ReleasedFeatures released, Optional<Network> analyzer, AuditContext context) {
    List<OutputHead.Classification> heads = released.manifest().classifications();
    if (analyzer.isPresent() && heads.stream().noneMatch(head -> head.labels().isEmpty())) {
      Network asked = analyzer.get();
      Accuracy accuracy =
          Accuracy.mean(
              released
                  .nodes()
                  .sent(released.clean(context.test()))
                  .map(sent -> Predictions.of(asked, heads, sent, context.threads()))
                  .map(answers -> answers.accuracy(context.primary()))
                  .toList());
      return new Utility(accuracy.plain(), accuracy.balanced(), "analyzer");
    }
    return probed(
        released.sent(context.background(), 0), released.sent(context.test(), 0), context);
  }

  /**
   * Findings about accuracy; of its loss in points of balanced accuracy only where there is
   * something to compare with.
   *
   * @param uncut accuracy of the network before it was cut
   */
  List<Finding> findings(Optional<Accuracy> uncut) {
    List<Finding> findings = new ArrayList<>();
    findings.add(finding("accuracy.plain", plain));
    findings.add(finding("accuracy.balanced", balanced));
    uncut.ifPresent(
        whole -> findings.add(finding("accuracy.loss", 100 * (whole.balanced() - balanced))));
    return findings;
  }

  private Finding finding(String metric, double value) {
    return Finding.of(by, metric, Finding.ALL, Estimate.exactly(value));
  }

  private static Utility probed(FeatureTable known, FeatureTable asked, AuditContext context) {
    List<String> values = context.captures().set().classes(context.primary());
    AttackData data =
        new AttackData(
            known.values(),
            numbers(known.samples(), values, context.primary()),
            asked.values(),
            numbers(asked.samples(), values, context.primary()));
    Ranking ranking =
        Ranking.of(
            ClassifierAdversary.logistic(context.seed(), context.threads()).withBalance(),
            data.prepared(context.threads()));
    return new Utility(
        ranking.measurement(Metric.TOP_ONE, context.seed()).estimate().value(),
        ranking.measurement(Metric.BALANCED, context.seed()).estimate().value(),
        "probe");
  }

  private static List<Integer> numbers(List<Sample> samples, List<String> values, String column) {
    return samples.stream()
        .map(sample -> values.indexOf(sample.label(column).orElseThrow()))
        .toList();
  }
}

package dev.winnow.audit;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Manifest;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.privacy.Evidence;
import dev.winnow.privacy.Measure;
import dev.winnow.privacy.Ranking;
import dev.winnow.privacy.Retrained;
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
public record Usefulness(double plain, double balanced, String by) {

  /** By the analyzer if it is there, and otherwise by a classifier trained on sent features. */
  static Usefulness of(Exposure exposure, Optional<Network> analyzer, Scene scene) {
    List<Manifest.Answer> heads = exposure.manifest().answers();
    if (analyzer.isPresent() && heads.stream().noneMatch(head -> head.labels().isEmpty())) {
      Network asked = analyzer.get();
      Accuracy accuracy =
          Accuracy.mean(
              exposure
                  .nodes()
                  .sent(exposure.clean(scene.test()))
                  .map(sent -> Answers.of(asked, heads, sent, scene.threads()))
                  .map(answers -> answers.accuracy(scene.primary()))
                  .toList());
      return new Usefulness(accuracy.plain(), accuracy.balanced(), "analyzer");
    }
    return probed(exposure.sent(scene.background(), 0), exposure.sent(scene.test(), 0), scene);
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

  private Finding finding(String measure, double value) {
    return Finding.of(by, measure, Finding.ALL, value, value, value);
  }

  private static Usefulness probed(Rows known, Rows asked, Scene scene) {
    List<String> values = scene.captures().set().classes(scene.primary());
    Evidence evidence =
        new Evidence(
            known.values(),
            numbers(known.samples(), values, scene.primary()),
            asked.values(),
            numbers(asked.samples(), values, scene.primary()));
    Ranking ranking =
        Ranking.of(
            Retrained.logistic(scene.seed(), scene.threads()).withBalance(),
            evidence.prepared(scene.threads()));
    return new Usefulness(
        ranking.measured(Measure.TOP_ONE, scene.seed()).estimate().value(),
        ranking.measured(Measure.BALANCED, scene.seed()).estimate().value(),
        "probe");
  }

  private static List<Integer> numbers(List<Sample> samples, List<String> values, String column) {
    return samples.stream()
        .map(sample -> values.indexOf(sample.label(column).orElseThrow()))
        .toList();
  }
}

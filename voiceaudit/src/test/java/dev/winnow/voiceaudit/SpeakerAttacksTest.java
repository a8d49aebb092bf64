package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Attackers on speech of which is known how much it tells. */
class SpeakerAttacksTest {
  private static final int SPEAKERS = 12;
  private static final int RECORDINGS = 8;
  private static final int WIDTH = 8;

  /** Moved by the same for all: whoever learned from it is not misled, whoever did not is. */
  @Test
  void findings_movedAlike_retrainedAndUndoingNameSpeakersAndIgnorantDoNot() {
    List<Finding> findings = findings((value, noise) -> 9 - value);

    assertTrue(worst(findings, "identity.retrained.top1").value() > 0.9);
    assertTrue(worst(findings, "identity.undone.top1").value() > 0.9);
    assertTrue(worst(findings, "identity.ignorant.top1").value() < 0.5);
    assertEquals(1, worst(findings, "identity.retrained.information.leakage").value(), 0.1);
    assertTrue(worst(findings, "verification.retrained.auc").value() > 0.95);
    assertTrue(worst(findings, "verification.retrained.tpr-at-fpr-1e-2").value() > 0.5);
    assertTrue(worst(findings, "verification.undone.auc-above-label").low() > 0.2);
  }

  /** Nothing of the speaker is left: nobody names more than chance, and intervals hold 0. */
  @Test
  void findings_noiseAlone_isChanceForThoseWhoOnlyListen() {
    List<Finding> findings = findings((value, noise) -> noise);

    for (String attacker : List.of("identity.ignorant", "identity.retrained")) {
      assertTrue(worst(findings, attacker + ".top1").low() < 3.0 / SPEAKERS);
      assertTrue(worst(findings, attacker + ".information.leakage").low() < 0.05);
    }
    assertEquals(0.5, worst(findings, "verification.retrained.auc").value(), 0.1);
    assertEquals(
        1.0 / SPEAKERS,
        worst(findings, "identity.retrained.top1").references().chance().orElseThrow(),
        1e-9);
  }

  private static List<Finding> findings(DoubleBinaryOperator disguise) {
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    List<float[]> clean = new ArrayList<>();
    List<float[]> released = new ArrayList<>();
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      double[] voice = random.doubles(WIDTH, -3, 3).toArray();
      for (int i = 0; i < RECORDINGS; i++) {
        samples.add(
            Sample.of(speaker + "-" + i, Map.of("who", "s" + speaker, "word", "w" + i % 3)));
        float[] before = new float[WIDTH];
        float[] after = new float[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
          before[j] = (float) (voice[j] + 0.5 * random.nextGaussian());
          after[j] = (float) disguise.applyAsDouble(before[j], random.nextGaussian());
        }
        clean.add(before);
        released.add(after);
      }
    }
    FeatureTable before = table(samples, clean);
    SpeakerAttacks.View view =
        new SpeakerAttacks.View(
            "drawn", before, List.of(table(samples, released)), List.of(before));
    return new SpeakerAttacks(settings(), List.of(view)).findings(Progress.NONE);
  }

  private static VoiceAuditSettings settings() {
    SpeechColumns columns =
        new SpeechColumns("who", Optional.of("word"), Optional.empty(), List.of());
    return new VoiceAuditSettings(columns, Effort.QUICK, 5, 2, false);
  }

  private static FeatureTable table(List<Sample> samples, List<float[]> rows) {
    Tensor values = Tensor.allocate(Shape.of(rows.size(), WIDTH));
    for (int i = 0; i < rows.size(); i++) {
      values.rows(i, i + 1).buffer().put(rows.get(i));
    }
    return new FeatureTable(samples, values);
  }

  private static Finding worst(List<Finding> findings, String metric) {
    return findings.stream()
        .filter(finding -> finding.metric().equals(metric))
        .max(Comparator.comparingDouble(Finding::value))
        .orElseThrow();
  }
}

package dev.winnow.audit;

import dev.winnow.core.Shape;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.privacy.AttackData;
import dev.winnow.privacy.ClosedSetProtocol;
import java.util.List;
import java.util.Optional;

/**
 * What an attacker sees of the captures of a line-up.
 *
 * @param word for it
 * @param rows one a capture, the known ones first
 * @param next a network that goes on from there, if the attacker has one
 */
record AttackerView(String word, FeatureTable rows, Optional<Network> next) {
  /** The primary label alone: what nobody can help giving away. */
  static AttackerView ofLabel(List<Sample> samples, String primary, List<String> labels) {
    return new AttackerView(
        "label", FeatureTable.ofLabel(samples, primary, labels), Optional.empty());
  }

  /** The shape of a row. */
  Shape shape() {
    return rows.values().shape().row();
  }

  /** What is known, and what is asked about. */
  AttackData data(ClosedSetProtocol protocol) {
    return AttackData.of(protocol, rows.values());
  }
}

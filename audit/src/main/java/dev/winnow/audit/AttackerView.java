package dev.winnow.audit;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.privacy.AttackData;
import dev.winnow.privacy.ClosedSetProtocol;
import java.util.Optional;

/**
 * What an attacker sees of the captures of a line-up.
 *
 * @param word for it
 * @param rows one a capture, the known ones first
 * @param next a network that goes on from there, if the attacker has one
 */
record AttackerView(String word, FeatureTable rows, Optional<Network> next) {
  /** The shape of a row. */
  Shape shape() {
    return rows.values().shape().row();
  }

  /** What is known, and what is asked about. */
  AttackData data(ClosedSetProtocol protocol) {
    return AttackData.of(protocol, rows.values());
  }
}

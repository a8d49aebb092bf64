package dev.winnow.audit;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
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
    return protocol.data(rows.values());
  }
}

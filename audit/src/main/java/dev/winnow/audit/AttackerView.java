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
 * @param layer whether a network made it of captures for a control. Of such views there are
 *     several; training a network from scratch on each would take longer than all else
 */
record AttackerView(String word, FeatureTable rows, Optional<Network> next, boolean layer) {
  /** What is sent, captures themselves, or the label. */
  static AttackerView of(String word, FeatureTable rows, Optional<Network> next) {
    return new AttackerView(word, rows, next, false);
  }

  /** What a network makes of captures. */
  static AttackerView ofLayer(String word, FeatureTable rows) {
    return new AttackerView(word, rows, Optional.empty(), true);
  }

  /** The shape of a row. */
  Shape shape() {
    return rows.values().shape().row();
  }

  /** What is known, and what is asked about. */
  AttackData data(ClosedSetProtocol protocol) {
    return protocol.data(rows.values());
  }
}

package dev.winnow.audit;

import dev.winnow.core.Shape;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.privacy.Evidence;
import dev.winnow.privacy.Lineup;
import java.util.List;
import java.util.Optional;

/**
 * What an attacker sees of the captures of a line-up.
 *
 * @param word for it
 * @param rows one a capture, the known ones first
 * @param next a network that goes on from there, if the attacker has one
 */
record View(String word, Rows rows, Optional<Network> next) {
  /** The primary label alone: what nobody can help giving away. */
  static View ofLabel(List<Sample> samples, String primary, List<String> labels) {
    return new View("label", Rows.ofLabel(samples, primary, labels), Optional.empty());
  }

  /** The shape of a row. */
  Shape shape() {
    return rows.values().shape().row();
  }

  /** What is known, and what is asked about. */
  Evidence evidence(Lineup lineup) {
    return Evidence.of(lineup, rows.values());
  }
}

package dev.winnow.audit;

import java.util.List;
import java.util.Optional;

/**
 * What an audit shows and says of a package beside its numbers.
 *
 * @param curve what more noise would do to a reduced feature; empty where that was not tried
 * @param sheet what an attacker made of what was sent, if captures can be made of it
 * @param remarks sentences: what was left out and why, and which form of the captures is the raw
 *     control where there are several
 */
record AuditExhibits(
    List<NoiseUtilityCurve.Point> curve,
    Optional<ReconstructionSheet> sheet,
    List<String> remarks) {
  AuditExhibits {
    curve = List.copyOf(curve);
    remarks = List.copyOf(remarks);
  }
}

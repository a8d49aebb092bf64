package dev.winnow.audit;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.identification.ClosedSetProtocol;

/**
 * One draw of an attack: a node with a key of its own, and a split of its own of the same captures
 * into known and unknown ones. What an attack finds in one draw may be luck; what it finds in the
 * worst of several counts.
 *
 * @param view of what the node sent, in the order of the line-up
 */
record Trial(ClosedSetProtocol protocol, AttackerView view) {
  /** What is known, and what is asked about. */
  AttackData data() {
    return view.data(protocol);
  }
}

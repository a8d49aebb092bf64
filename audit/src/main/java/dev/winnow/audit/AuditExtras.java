package dev.winnow.audit;

import dev.winnow.onnx.Network;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an audit can do without.
 *
 * @param uncut network whose accuracy stands beside that of the parts
 * @param recogniser who names whom reconstructions show
 * @param versions of what computes, by the name of the software
 * @param images whether results and journal keep captures of people
 */
record AuditExtras(
    Optional<Network> uncut,
    Optional<FaceRecogniser> recogniser,
    SortedMap<String, String> versions,
    boolean images) {
  static final AuditExtras NONE =
      new AuditExtras(Optional.empty(), Optional.empty(), Collections.emptySortedMap(), true);

  AuditExtras {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  AuditExtras against(Network whole) {
    return new AuditExtras(Optional.of(whole), recogniser, versions, images);
  }

  AuditExtras shownTo(FaceRecogniser who) {
    return new AuditExtras(uncut, Optional.of(who), versions, images);
  }

  AuditExtras with(Map<String, String> names) {
    return new AuditExtras(uncut, recogniser, new TreeMap<>(names), images);
  }

  AuditExtras withoutImages() {
    return new AuditExtras(uncut, recogniser, versions, false);
  }
}

package dev.winnow.onnx;

import dev.winnow.core.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A network's output is not surely clipped to the bounds that are stated for it. */
public final class UnclippedNetworkException extends NetworkException {
  UnclippedNetworkException(String what, Optional<List<Interval>> own, List<Interval> stated) {
    super(
        "%s is said to end in a clip to %s, and %s; build the package again, and trust none that says otherwise than it does"
            .formatted(
                what,
                text(stated),
                own.map(bounds -> "it clips to " + text(bounds))
                    .orElse("its last operators do not clip")));
  }

  private static String text(List<Interval> bounds) {
    return String.join(
        ", ",
        bounds.stream()
            .map(b -> String.format(Locale.ROOT, "%.6g to %.6g", b.low(), b.high()))
            .toList());
  }
}

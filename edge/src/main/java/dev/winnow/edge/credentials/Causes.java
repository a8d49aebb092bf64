package dev.winnow.edge.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A failure and what led to it. */
final class Causes {
  /** Longer chains are loops. */
  private static final int MOST = 20;

  private Causes() {}

  /** The failure first. */
  static List<Throwable> of(Throwable failure) {
    List<Throwable> all = new ArrayList<>();
    Optional<Throwable> next = Optional.of(failure);
    while (next.isPresent() && all.size() < MOST) {
      all.add(next.get());
      next = Optional.ofNullable(next.get().getCause());
    }
    return all;
  }

  /** The first of a kind. */
  static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> kind) {
    return of(failure).stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}

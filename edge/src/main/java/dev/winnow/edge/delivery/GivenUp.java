package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;

/** What a user reads of a request that was tried several times. */
final class GivenUp {
  private GivenUp() {}

  /** The last failure, with the number of attempts. */
  static WinnowException after(int attempts, WinnowException failure) {
    String sentence =
        "%s (given up after %,d attempts; --retry-for sets for how long)"
            .formatted(failure.getMessage(), attempts);
    return failure instanceof RefusedRequestException
        ? new RefusedRequestException(sentence, failure)
        : new UnreachableAnalyzerException(sentence, failure);
  }
}

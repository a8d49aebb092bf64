package dev.winnow.build.plan;

import dev.winnow.core.WinnowException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Budgets that leave nothing to try. */
public final class UnplannableException extends WinnowException {
  private UnplannableException(String message) {
    super(message);
  }

  static UnplannableException beyondBudget(Map<String, Integer> excluded) {
    String why =
        excluded.entrySet().stream()
            .map(each -> "%d by %s".formatted(each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
    return new UnplannableException(
        "no cut of the network is within the budget (%s); allow more".formatted(why));
  }

  static UnplannableException tooFewBits(double bits, int values) {
    return new UnplannableException(
        String.format(
            Locale.ROOT,
            "no answer of %d values tells as little as %.3g bits and is still worth asking for; allow more",
            values,
            bits));
  }
}

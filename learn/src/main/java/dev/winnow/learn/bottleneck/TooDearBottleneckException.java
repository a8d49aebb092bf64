package dev.winnow.learn.bottleneck;

import dev.winnow.learn.LearningException;
import java.util.Locale;

/** A cut behind which an encoder saves the edge nothing. */
public final class TooDearBottleneckException extends LearningException {
  TooDearBottleneckException(String cut, double share) {
    super(
        String.format(
            Locale.ROOT,
            "an encoder behind the cut %s would have the edge compute %.0f %% of what the uncut network does; cut earlier, winnow inspect lists where",
            cut,
            100 * share));
  }
}

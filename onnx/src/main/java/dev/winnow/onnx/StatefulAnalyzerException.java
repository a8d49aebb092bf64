package dev.winnow.onnx;

import dev.winnow.core.RecurrentState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Behind a cut lies a state that would have to be kept from chunk to chunk. */
public final class StatefulAnalyzerException extends NetworkException {
  StatefulAnalyzerException(
      Network network, Cut cut, List<RecurrentState> states, Optional<Cut> first) {
    super(
        "cut at \"%s\", %s would need its state %s behind the cut, and an analyzer remembers nothing; %s"
            .formatted(
                cut.tensor(),
                network,
                states.stream()
                    .map(state -> "\"" + state.input() + "\"")
                    .collect(Collectors.joining(" and ")),
                first
                    .map(other -> "cut at \"" + other.tensor() + "\" or behind it")
                    .orElse("leave --state out, so that each chunk begins anew")));
  }
}

package dev.winnow.attack.reconstruction;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.Tensor;
import java.util.List;

/** Who knows people by real captures, and says whom reconstructions show. */
public interface ReconstructionJudge {
  /**
   * What it makes of other captures of the same people.
   *
   * @param probes real ones or reconstructions
   * @param shown who is on each
   * @param seed of what is drawn, and of the intervals
   * @return top-1 and top-5 of naming people, and whatever else it can tell
   */
  List<Measurement> measurement(Tensor probes, List<Integer> shown, long seed);
}

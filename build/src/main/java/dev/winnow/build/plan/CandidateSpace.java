package dev.winnow.build.plan;

import dev.winnow.build.ExtractorCost;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.core.Embedding;
import dev.winnow.learn.bottleneck.Bottleneck;
import dev.winnow.learn.bottleneck.TooDearBottleneckException;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All candidates that the budget leaves, by arithmetic and by the clock alone.
 *
 * @param left what is left, the dearest first within a size
 * @param excluded how many were not, by what they would have exceeded
 */
record CandidateSpace(List<PricedCandidate> left, Map<String, Integer> excluded) {
  /** Cuts before which there is less are not worth having: the feature is the capture. */
  private static final double EARLIEST = 0.05;

  /** Of cuts that cost the edge nearly the same, the last is the smallest. */
  private static final double ALIKE = 0.01;

  /** What may follow a cut. */
  static final List<Embedding> EMBEDDINGS =
      List.of(Embedding.REDUCED, Embedding.ADVANCED, Embedding.BOTTLENECK);

  /**
   * Prices every candidate.
   *
   * @param values that leave
   */
  static CandidateSpace of(PlanTask task, List<SizedNetwork> sizes, int values) {
    List<PricedCandidate> left = new ArrayList<>();
    Map<String, Integer> excluded = new TreeMap<>();
    Cost uncut = task.uncut().network().cost();
    for (SizedNetwork sized : sizes) {
      for (Cut cut : cuts(sized.network(), uncut)) {
        CandidateCost plain =
            cost(sized.network().split(cut).extractor(), uncut, values, task.device());
        Optional<CandidateCost> encoded =
            encoder(sized.network(), cut, values, task.seed())
                .map(extractor -> cost(extractor, uncut, values, task.device()));
        for (Embedding embedding : EMBEDDINGS) {
          Optional<CandidateCost> cost =
              embedding == Embedding.BOTTLENECK ? encoded : Optional.of(plain);
          Optional<String> beyond =
              cost.isEmpty()
                  ? Optional.of("an encoder that saves nothing")
                  : task.budget().exceeded(cost.get());
          if (beyond.isPresent()) {
            excluded.merge(beyond.get(), 1, Integer::sum);
          } else {
            Candidate candidate = new Candidate(sized.resolution(), cut.tensor(), embedding);
            left.add(new PricedCandidate(candidate, cost.orElseThrow(), sized, cut));
          }
        }
      }
    }
    return new CandidateSpace(List.copyOf(left), excluded);
  }

  /** Of each stretch of cuts that cost the same, the last behind which something can learn. */
  private static List<Cut> cuts(Network network, Cost uncut) {
    List<Cut> kept = new ArrayList<>();
    double before = Double.NEGATIVE_INFINITY;
    for (Cut cut : network.cuts()) {
      double share = cut.extractor().share(uncut);
      if (share < EARLIEST || cut.analyzer().parameters() == 0) {
        continue;
      }
      if (share - before < ALIKE) {
        kept.remove(kept.size() - 1);
      } else {
        before = share;
      }
      kept.add(cut);
    }
    return kept;
  }

  /** The extractor of a bottleneck; empty if it would leave the edge no less to compute. */
  private static Optional<Network> encoder(Network network, Cut cut, int values, long seed) {
    try {
      Bottleneck bottleneck = Bottleneck.untrained(network, cut, values, seed);
      Network whole = bottleneck.network();
      return Optional.of(whole.split(whole.cut(bottleneck.tensor())).extractor());
    } catch (TooDearBottleneckException e) {
      return Optional.empty();
    }
  }

  private static CandidateCost cost(
      Network extractor, Cost uncut, int values, Optional<DeviceProfile> device) {
    Cost cost = extractor.cost();
    double share = cost.share(uncut);
    return new CandidateCost(
        share,
        cost.macs(),
        cost.parameters(),
        device
            .map(elsewhere -> elsewhere.milliseconds(extractor))
            .orElseGet(() -> ExtractorCost.of(extractor, share).milliseconds()),
        values * Float.BYTES);
  }
}

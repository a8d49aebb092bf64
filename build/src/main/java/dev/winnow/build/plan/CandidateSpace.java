package dev.winnow.build.plan;

import dev.winnow.build.ExtractorCost;
import dev.winnow.build.Precision;
import dev.winnow.core.Embedding;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.bottleneck.Bottleneck;
import dev.winnow.learn.bottleneck.TooDearBottleneckException;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.quantization.StaticQuantization;
import dev.winnow.onnx.quantization.UnquantizableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All candidates that the budget leaves, by arithmetic and by the clock alone. */
final class CandidateSpace {
  /** Cuts before which there is less are not worth having: the feature is the capture. */
  private static final double EARLIEST = 0.05;

  /** What may follow a cut. */
  static final List<Embedding> EMBEDDINGS =
      List.of(Embedding.REDUCED, Embedding.ADVANCED, Embedding.BOTTLENECK);

  /** What 8-bit integers may mend: they are a quarter of the size, and quicker on some machines. */
  private static final Set<String> MENDED = Set.of(PlanBudget.SIZE, PlanBudget.MILLISECONDS);

  private final PlanTask task;
  private final Cost uncut;
  private final int values;
  private final List<PricedCandidate> left = new ArrayList<>();
  private final Map<String, Integer> excluded = new TreeMap<>();

  private CandidateSpace(PlanTask task, int values) {
    this.task = task;
    this.uncut = task.uncut().network().cost();
    this.values = values;
  }

  /**
   * Prices every candidate.
   *
   * @param values that leave
   */
  static CandidateSpace of(PlanTask task, List<SizedNetwork> sizes, int values) {
    CandidateSpace space = new CandidateSpace(task, values);
    for (SizedNetwork sized : sizes) {
      for (Cut cut : cuts(sized.network(), space.uncut)) {
        space.price(sized, cut);
      }
    }
    return space;
  }

  /** What is left, the dearest first within a size. */
  List<PricedCandidate> left() {
    return List.copyOf(left);
  }

  /** How many are not left, by what they would have exceeded. */
  Map<String, Integer> excluded() {
    return excluded;
  }

  private void price(SizedNetwork sized, Cut cut) {
    Priced plain = priced(sized.network().split(cut).extractor());
    Optional<Priced> encoded = encoder(sized.network(), cut).map(this::priced);
    for (Embedding embedding : EMBEDDINGS) {
      Optional<Priced> priced = embedding == Embedding.BOTTLENECK ? encoded : Optional.of(plain);
      Optional<String> beyond =
          priced.isEmpty()
              ? Optional.of("an encoder that saves nothing")
              : priced.flatMap(Priced::beyond);
      if (beyond.isPresent()) {
        excluded.merge(beyond.get(), 1, Integer::sum);
      } else {
        Priced found = priced.orElseThrow();
        Candidate candidate =
            new Candidate(sized.resolution(), cut.tensor(), embedding, found.precision);
        left.add(new PricedCandidate(candidate, found.cost, sized, cut));
      }
    }
  }

  /**
   * What an extractor costs.
   *
   * @param beyond what of the budget it exceeds
   */
  private record Priced(Precision precision, CandidateCost cost, Optional<String> beyond) {}

  /** In floats; in integers where floats take too much and integers do not. */
  private Priced priced(Network extractor) {
    Priced floats = priced(extractor, extractor, Precision.FLOAT32);
    return floats
        .beyond
        .filter(MENDED::contains)
        .flatMap(limit -> quantized(extractor))
        .map(integers -> priced(extractor, integers, Precision.INT8))
        .filter(integers -> integers.beyond.isEmpty())
        .orElse(floats);
  }

  private Priced priced(Network extractor, Network run, Precision precision) {
    Cost macs = extractor.cost();
    double share = macs.share(uncut);
    double milliseconds =
        task.device()
            .map(elsewhere -> elsewhere.milliseconds(run))
            .orElseGet(() -> ExtractorCost.of(run, share).milliseconds());
    CandidateCost cost =
        new CandidateCost(
            share,
            macs.macs(),
            macs.parameters(),
            run.toBytes().length,
            milliseconds,
            values * Float.BYTES);
    return new Priced(precision, cost, task.budget().exceeded(cost));
  }

  /** Of the size and the speed that it will have; what it calibrates on does not matter to them. */
  private static Optional<Network> quantized(Network extractor) {
    Shape input = extractor.inputs().get(0).shape();
    try (StaticQuantization quantization = StaticQuantization.of(extractor, 1)) {
      quantization.calibrate(
          Tensor.allocate(input.batch(extractor.inputs().get(0).batch().orElse(1))));
      return Optional.of(quantization.network());
    } catch (UnquantizableException e) {
      return Optional.empty();
    }
  }

  /** Those behind which something can learn. */
  private static List<Cut> cuts(Network network, Cost uncut) {
    return network.cuts().stream()
        .filter(cut -> cut.extractor().share(uncut) >= EARLIEST && cut.analyzer().parameters() > 0)
        .toList();
  }

  /** The extractor of a bottleneck; empty if it would leave the edge no less to compute. */
  private Optional<Network> encoder(Network network, Cut cut) {
    try {
      Bottleneck bottleneck = Bottleneck.untrained(network, cut, values, task.seed());
      Network whole = bottleneck.network();
      return Optional.of(whole.split(whole.cut(bottleneck.tensor())).extractor());
    } catch (TooDearBottleneckException e) {
      return Optional.empty();
    }
  }
}

package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.Estimate;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Mechanism;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Tensor;
import dev.winnow.learn.linalg.CovarianceSpectrum;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.noise.GaussianChannel;
import dev.winnow.noise.LocalRandomizer;
import dev.winnow.noise.ResponseChannel;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What no attacker can exceed. {@code capacity} holds for any population, any network and any side
 * knowledge, and follows from the mechanism alone; {@code population} is less, and true of the
 * people audited.
 */
final class InformationBounds {
  private static final List<Integer> QUERIES = List.of(1, 10, 100);
  private static final String TOPIC = "information.";
  private static final String CAPACITY = "capacity";
  private static final String POPULATION = "population";

  private final Optional<Mechanism> mechanism;
  private final ClosedSetProtocol protocol;
  private final Tensor clamped;

  private InformationBounds(
      Optional<Mechanism> mechanism, ClosedSetProtocol protocol, Tensor clamped) {
    this.mechanism = mechanism;
    this.protocol = protocol;
    this.clamped = clamped;
  }

  static InformationBounds of(ReleasedFeatures released, ClosedSetProtocol protocol) {
    Tensor features = released.clean(protocol.samples()).values();
    released.mechanism().ifPresent(m -> LocalRandomizer.clamp(m, features));
    return new InformationBounds(released.mechanism(), protocol, features);
  }

  /** Bits and ε; nothing for a feature without a mechanism, which nothing bounds. */
  List<Finding> findings() {
    return mechanism.map(this::findings).orElse(List.of());
  }

  private List<Finding> findings(Mechanism bounded) {
    List<Finding> findings = new ArrayList<>();
    ChannelCapacity.of(bounded)
        .figures()
        .forEach((metric, value) -> findings.add(finding(CAPACITY, metric, value)));
    for (int queries : QUERIES) {
      String metric = queries == 1 ? "bits" : "bits-" + queries;
      findings.add(finding(POPULATION, metric, population(bounded, queries)));
    }
    if (bounded instanceof RandomizedResponse response) {
      double entropy = ResponseChannel.of(response, clamped).cellEntropy();
      findings.add(finding(POPULATION, "cell-bits", entropy));
    }
    return findings;
  }

  /**
   * What bounds attacks on single captures of everybody, from so many answers about each: of first
   * places {@link #naming}, of bits what there is to know of who it is, or that answers can tell.
   */
  Function<AttackResult, OptionalDouble> onNaming(int answers) {
    OptionalDouble share = naming(answers);
    OptionalDouble bits = OptionalDouble.of(identity(answers));
    return result -> {
      boolean single =
          result.measurement().group().equals(Measurement.ALL)
              && !result.topic().contains(".pooled-");
      return switch (result.measurement().metric()) {
        case TOP_ONE -> single ? share : OptionalDouble.empty();
        case INFORMATION -> single ? bits : OptionalDouble.empty();
        default -> OptionalDouble.empty();
      };
    };
  }

  /**
   * The largest share of single captures whose person anybody can name from so many answers about
   * each: 1 − (H − bits − 1) / log₂ N (Fano's inequality; Cover and Thomas, section 2.10), for N
   * people and an entropy H of who is on a capture.
   */
  private OptionalDouble naming(int answers) {
    if (mechanism.isEmpty()) {
      return OptionalDouble.empty();
    }
    double bits = population(mechanism.get(), answers);
    double people = Math.log(protocol.people().size()) / Math.log(2);
    return OptionalDouble.of(Math.max(0, Math.min(1, 1 - (entropy() - bits - 1) / people)));
  }

  private double identity(int answers) {
    return Math.min(entropy(), mechanism.map(m -> population(m, answers)).orElse(entropy()));
  }

  private double population(Mechanism bounded, int answers) {
    double any = ChannelCapacity.of(bounded).bits(answers);
    double own =
        bounded instanceof GaussianNoise noise
            ? GaussianChannel.bits(noise, CovarianceSpectrum.of(clamped), answers)
            : ResponseChannel.of((RandomizedResponse) bounded, clamped).bits(answers);
    return Math.min(any, own);
  }

  private static Finding finding(String by, String metric, double value) {
    return Finding.of(by, TOPIC + metric, Finding.ALL, Estimate.exactly(value));
  }

  /** How much there is to learn of who is on an unknown capture, in bits. */
  private double entropy() {
    Map<Integer, Long> captures =
        protocol.unknown().stream()
            .collect(Collectors.groupingBy(ClosedSetProtocol.Shown::person, Collectors.counting()));
    double all = protocol.unknown().size();
    return captures.values().stream()
        .mapToDouble(own -> -own / all * Math.log(own / all) / Math.log(2))
        .sum();
  }
}

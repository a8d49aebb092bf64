package dev.winnow.edge.command;

import dev.winnow.cli.Console;
import dev.winnow.cli.Units;
import dev.winnow.core.Json;
import dev.winnow.core.Mechanism;
import dev.winnow.edge.Prediction;
import dev.winnow.edge.PrimaryScore;
import dev.winnow.edge.StageTimes;
import dev.winnow.edge.Summary;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.trust.Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run says: its answers, and at the end what came of it.
 *
 * @param json whether answers are JSON
 */
record EdgeReport(Console console, boolean json) {
  /** So many captures that could not be read are named. */
  private static final int NAMED = 3;

  /**
   * Prints an answer.
   *
   * @throws UnwrittenAnswersException if nobody takes answers any more; the run ends, and this one
   *     does not count
   */
  void print(Prediction answer) {
    console.result(
        json
            ? Json.line(answer.toJson())
            : "%s  %s  %s  %s"
                .formatted(
                    answer.capture(),
                    answer.label(),
                    answer.answers().stream()
                        .flatMap(said -> said.certainty().stream())
                        .map(Units::percent)
                        .collect(Collectors.joining("  ")),
                    answer
                        .certificate()
                        .map(digest -> "certificate " + digest.brief())
                        .orElse(Prediction.UNCERTIFIED)));
    if (console.out().checkError()) {
      throw new UnwrittenAnswersException();
    }
  }

  /**
   * Says what came of a run over features.
   *
   * @throws dev.winnow.data.TooManyBrokenException if that is what ended it
   */
  void conclude(Summary summary, Optional<Certificate> certificate) {
    sayMissing(summary.skipped());
    long answers = Math.max(1, summary.answers());
    console.say(
        "%,d answers, %.0f a second; %s of captures stayed here, %s of features went up (%s a capture)"
            .formatted(
                summary.answers(),
                summary.rate(),
                Units.bytes(summary.traffic().captureBytes()),
                Units.bytes(summary.traffic().bytesUp()),
                Units.bytes(summary.traffic().bytesUp() / answers)));
    StageTimes median = summary.medians();
    console.say(
        "median: read %s, decode and prepare %s, extract %s, round trip of a batch %s"
            .formatted(
                Units.millis(median.read()),
                Units.millis(median.prepare()),
                Units.millis(median.extract()),
                Units.millis(median.roundTrip())));
    certified(certificate);
  }

  /** Says what came of a run of a filter, as {@link #conclude(Summary, Optional)} does. */
  void concludeFilter(Summary summary, Optional<Certificate> certificate) {
    sayMissing(summary.skipped());
    console.say(
        "%,d answers, %.1f a second; %s of %s filtered went up; median %s from frame to release, round trip %s"
            .formatted(
                summary.answers(),
                summary.rate(),
                Units.bytes(summary.traffic().bytesUp()),
                Units.bytes(summary.traffic().captureBytes()),
                Units.millis(summary.medians().extract()),
                Units.millis(summary.medians().roundTrip())));
    certified(certificate);
  }

  /** Says what a mechanism's answers told. */
  void told(Mechanism mechanism, Summary summary) {
    ChannelCapacity capacity = ChannelCapacity.of(mechanism);
    console.say("randomised: " + capacity);
    console.say(
        String.format(
            Locale.ROOT,
            "told: %,d answers, together at most %.1f bits",
            summary.answers(),
            summary.answers() * capacity.first()));
  }

  /**
   * Says how many answers were right.
   *
   * @param column of the data set that they were compared with
   */
  void scored(PrimaryScore score, String column) {
    score.unknownSentence().ifPresent(console::say);
    score
        .accuracy()
        .ifPresent(
            accuracy ->
                console.say(
                    "%s right %s, balanced %s, of %,d labelled"
                        .formatted(
                            column,
                            Units.percent(accuracy.plain()),
                            Units.percent(accuracy.balanced()),
                            accuracy.samples())));
  }

  /** Fails as the run did that too many broken captures ended. */
  static void requireWhole(Summary summary) {
    if (summary.skipped().tooMany().isPresent()) {
      throw summary.skipped().tooMany().get();
    }
  }

  private void sayMissing(Summary.Skips skips) {
    skips.first().stream()
        .limit(NAMED)
        .forEach(s -> console.say("skipped " + s.path() + ": " + s.reason()));
    if (skips.count() > NAMED) {
      console.say("skipped %,d captures in all".formatted(skips.count()));
    }
  }

  /** Says by which certificate a run goes on; nothing if by none. */
  void certified(Optional<Certificate> certificate) {
    certificate.ifPresent(
        trusted ->
            console.say(
                "certificate %s meets your policy %s, signed with %s, valid until %s"
                    .formatted(
                        trusted.digest().brief(),
                        trusted.policy(),
                        trusted.signer().id().brief(),
                        trusted.expires())));
  }
}

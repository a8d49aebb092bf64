package dev.winnow.voiceaudit;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.List;
import java.util.stream.Stream;

/**
 * One division of recordings into those that attackers know, with names, and those that they are
 * asked about.
 *
 * @param protocol who is on which
 * @param learned the view of recordings that the attacker learns from
 * @param asked the view of those that it is asked about
 */
record SpeakerTrial(ClosedSetProtocol protocol, FeatureTable learned, FeatureTable asked) {
  /** For naming speakers. */
  AttackData data() {
    return new AttackData(
        learned.of(samples(protocol.known())).values(),
        people(protocol.known()),
        asked.of(samples(protocol.unknown())).values(),
        people(protocol.unknown()));
  }

  /** The view to learn from, of all recordings: the known ones first. */
  Tensor learnedRows() {
    return learned.of(protocol.samples()).values();
  }

  /** The view that is asked about, of all recordings in the same order. */
  Tensor askedRows() {
    return asked.of(protocol.samples()).values();
  }

  /** Who speaks on each of these. */
  List<Integer> speakers() {
    return Stream.concat(protocol.known().stream(), protocol.unknown().stream())
        .map(ClosedSetProtocol.Shown::person)
        .toList();
  }

  /** What is said on each of these; the same of all where nobody wrote it down. */
  List<String> words(SpeechColumns columns) {
    return protocol.samples().stream().map(sample -> words(sample, columns)).toList();
  }

  static String words(Sample sample, SpeechColumns columns) {
    return columns.words().flatMap(sample::label).orElse("");
  }

  /** The words alone, as a view: a one where each stands. */
  static FeatureTable ofWords(List<Sample> samples, SpeechColumns columns) {
    List<String> all =
        samples.stream().map(sample -> words(sample, columns)).distinct().sorted().toList();
    return FeatureTable.ofLabels(samples, sample -> words(sample, columns), all);
  }

  private static List<Sample> samples(List<ClosedSetProtocol.Shown> shown) {
    return shown.stream().map(ClosedSetProtocol.Shown::sample).toList();
  }

  private static List<Integer> people(List<ClosedSetProtocol.Shown> shown) {
    return shown.stream().map(ClosedSetProtocol.Shown::person).toList();
  }
}

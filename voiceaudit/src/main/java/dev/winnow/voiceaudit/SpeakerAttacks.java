package dev.winnow.voiceaudit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.audit.AttackResult;
import dev.winnow.audit.ControlledResult;
import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Everything by which attackers try to learn who speaks, beside the same on clean speech and on the
 * words alone.
 *
 * @param settings of the audit
 * @param views of the same samples, one for each representation
 */
record SpeakerAttacks(VoiceAuditSettings settings, List<View> views) {
  private static final List<Integer> POOLS = List.of(5, 20);

  /**
   * Recordings in one representation.
   *
   * @param word for the representation
   * @param clean before the disguise
   * @param released after it, one for each draw
   * @param undone after an attacker undid it, one for each draw
   */
  record View(
      String word, FeatureTable clean, List<FeatureTable> released, List<FeatureTable> undone) {}

  /** What an attacker knows. */
  private enum Knowledge {
    /** Clean speech only, and nothing of the disguise. */
    IGNORANT,
    /** Speech that was disguised by the same settings: this one counts. */
    RETRAINED,
    /** Clean speech, and the settings, by which it undoes the disguise. */
    UNDOING;

    String word() {
      return this == UNDOING ? "undone" : name().toLowerCase(Locale.ROOT);
    }

    FeatureTable learned(View view, int draw) {
      return this == RETRAINED ? view.released.get(draw) : view.clean;
    }

    FeatureTable asked(View view, int draw) {
      return this == UNDOING ? view.undone.get(draw) : view.released.get(draw);
    }
  }

  /**
   * Attacks.
   *
   * @throws dev.winnow.attack.identification.NobodyToNameException if fewer than two speakers have
   *     recordings enough
   * @throws dev.winnow.attack.verification.NobodyToVerifyException if there are fewer than four
   */
  List<Finding> findings(Progress progress) {
    List<Finding> findings = new ArrayList<>(identity(progress));
    findings.addAll(verification(protocols(), progress));
    for (String column : settings.columns().attributes()) {
      findings.addAll(new SpeakerAttribute(settings, column).findings(views));
    }
    return findings;
  }

  /**
   * Naming speakers alone.
   *
   * @throws dev.winnow.attack.identification.NobodyToNameException if fewer than two speakers have
   *     recordings enough
   */
  List<Finding> identity(Progress progress) {
    return identity(protocols(), progress);
  }

  private List<ClosedSetProtocol> protocols() {
    return IntStream.range(0, views.get(0).released.size()).mapToObj(this::protocol).toList();
  }

  private ClosedSetProtocol protocol(int draw) {
    return ClosedSetProtocol.of(
        views.get(0).clean.samples(),
        settings.columns().speaker(),
        ChosenSpeakers.FEWEST,
        settings.recordings(),
        settings.seed() + draw);
  }

  private List<Finding> identity(List<ClosedSetProtocol> protocols, Progress progress) {
    List<Integer> pools = settings.effort() == Effort.QUICK ? List.of() : POOLS;
    SpeakerIdentification naming = new SpeakerIdentification(settings, pools);
    List<AttackResult> raw = new ArrayList<>();
    List<AttackResult> words = new ArrayList<>();
    for (View view : views) {
      raw.addAll(naming.on("", view.word, clean(view, protocols)));
      words.addAll(naming.on("", view.word, words(protocols)));
    }
    List<Finding> findings = new ArrayList<>();
    int done = 0;
    for (Knowledge knowledge : Knowledge.values()) {
      String topic = "identity." + knowledge.word();
      progress.at(done++, Knowledge.values().length, "naming speakers");
      List<AttackResult> found = new ArrayList<>();
      List<AttackResult> shuffled = new ArrayList<>();
      for (View view : views) {
        List<SpeakerTrial> trials = trials(knowledge, view, protocols);
        found.addAll(naming.on(topic, view.word, trials));
        shuffled.addAll(naming.shuffled(topic, view.word, trials));
      }
      findings.addAll(
          new ControlledResult(found, about(topic, raw), about(topic, words), shuffled)
              .findings(settings.seed()));
    }
    return findings;
  }

  private List<Finding> verification(List<ClosedSetProtocol> protocols, Progress progress) {
    SpeakerVerification verification = new SpeakerVerification(settings);
    Map<Boolean, List<AttackResult>> raw = new HashMap<>();
    Map<Boolean, List<AttackResult>> words = new HashMap<>();
    for (boolean enrolled : new boolean[] {true, false}) {
      raw.put(enrolled, verified(verification, view -> clean(view, protocols), enrolled));
      words.put(enrolled, verified(verification, view -> words(protocols), enrolled));
    }
    List<Finding> findings = new ArrayList<>();
    int done = 0;
    for (Knowledge knowledge : Knowledge.values()) {
      String topic = "verification." + knowledge.word();
      progress.at(done++, Knowledge.values().length, "telling speakers apart");
      boolean enrolled = knowledge != Knowledge.RETRAINED;
      List<AttackResult> found =
          verified(verification, view -> trials(knowledge, view, protocols), enrolled);
      findings.addAll(
          new ControlledResult(
                  about(topic, found),
                  about(topic, raw.getOrDefault(enrolled, List.of())),
                  about(topic, words.getOrDefault(enrolled, List.of())),
                  List.of())
              .findings(settings.seed()));
    }
    return findings;
  }

  /** Through every representation. */
  private List<AttackResult> verified(
      SpeakerVerification verification,
      Function<View, List<SpeakerTrial>> trials,
      boolean enrolled) {
    return views.stream()
        .flatMap(view -> verification.on(view.word, trials.apply(view), enrolled).stream())
        .toList();
  }

  private static List<SpeakerTrial> trials(
      Knowledge knowledge, View view, List<ClosedSetProtocol> protocols) {
    return IntStream.range(0, protocols.size())
        .mapToObj(
            draw ->
                new SpeakerTrial(
                    protocols.get(draw),
                    knowledge.learned(view, draw),
                    knowledge.asked(view, draw)))
        .toList();
  }

  private static List<SpeakerTrial> clean(View view, List<ClosedSetProtocol> protocols) {
    return protocols.stream()
        .map(protocol -> new SpeakerTrial(protocol, view.clean, view.clean))
        .toList();
  }

  private List<SpeakerTrial> words(List<ClosedSetProtocol> protocols) {
    List<Sample> samples = views.get(0).clean.samples();
    FeatureTable words = SpeakerTrial.ofWords(samples, settings.columns());
    return protocols.stream().map(protocol -> new SpeakerTrial(protocol, words, words)).toList();
  }

  private static List<AttackResult> about(String topic, List<AttackResult> results) {
    // Topics of pools go on behind the attack's own.
    return results.stream().map(result -> result.about(topic + result.topic())).toList();
  }
}

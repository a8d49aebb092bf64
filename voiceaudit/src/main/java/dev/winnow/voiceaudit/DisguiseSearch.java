package dev.winnow.voiceaudit;

import dev.winnow.core.Estimate;
import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Searches the disguise that leaks least of who speaks among those that cost few words: all are
 * heard by a recogniser on few recordings; those that may be cheap enough are attacked; the best of
 * these are heard on more recordings, best first, until one is cheap enough.
 *
 * @param set recordings with columns of who speaks and what is said
 * @param samples on which is searched; an audit takes others
 * @param instruments with a grammar or a network of keywords
 * @param columns of the set
 * @param budget of the search
 * @param space the disguises that are tried, of one rate, such as those of {@link #everything}
 */
public record DisguiseSearch(
    DataSet set,
    List<Sample> samples,
    VoiceInstruments instruments,
    SpeechColumns columns,
    Budget budget,
    List<VoicePackage> space) {
  private static final int FIRST_LOOK = 60;
  private static final int LONG_LOOK = 300;

  /**
   * What a disguise may cost, and by what is searched.
   *
   * @param points of word accuracy that may be lost, such as 2
   * @param seed of every random choice
   * @param threads that compute
   */
  public record Budget(double points, long seed, int threads) {}

  /**
   * What was found.
   *
   * @param best the disguise that leaks least and is cheap enough; where none is, the cheapest
   * @param isWithin whether it is cheap enough
   * @param tried all, in the order in which they were tried
   */
  public record Result(TriedDisguise best, boolean isWithin, List<TriedDisguise> tried) {
    public Result {
      tried = List.copyOf(tried);
    }
  }

  public DisguiseSearch {
    samples = List.copyOf(samples);
    space = List.copyOf(space);
    if (space.isEmpty()) {
      throw new IllegalArgumentException("there must be a disguise to try");
    }
  }

  /** Each method, weakly and strongly, up and down, and drawn for every utterance. */
  public static List<VoiceSettings> everything() {
    return SearchSpace.all();
  }

  /**
   * Searches.
   *
   * @throws IllegalArgumentException if nobody recognises words, or no recording says which are
   *     said
   * @throws dev.winnow.attack.identification.NobodyToNameException if fewer than two people speak
   *     on recordings enough
   */
  public Result run(Progress progress) {
    List<WordRecogniser> recognisers = instruments.recognisers(budget.threads);
    List<SpeechRepresentation> representations =
        instruments.representations(space.get(0).released().rate());
    try {
      if (recognisers.isEmpty()) {
        throw new IllegalArgumentException(
            "a search needs somebody who recognises words; name a grammar or a network of keywords");
      }
      return searched(
          recognisers.get(0), new SpeechViews(representations, Progress.NONE), progress);
    } finally {
      recognisers.forEach(WordRecogniser::close);
      representations.forEach(SpeechRepresentation::close);
    }
  }

  private Result searched(WordRecogniser recogniser, SpeechViews listening, Progress progress) {
    VoiceAuditSettings settings =
        new VoiceAuditSettings(columns, Effort.QUICK, budget.seed, budget.threads, false);
    List<Sample> chosen = ChosenSpeakers.of(set, samples, settings);
    List<TriedDisguise> tried = new ArrayList<>();
    Costs first = new Costs(recogniser, settings, chosen, FIRST_LOOK);
    for (VoicePackage disguise : space) {
      progress.at(tried.size(), space.size(), "recognising words, " + disguise.text());
      tried.add(new TriedDisguise(disguise, first.of(disguise), OptionalDouble.empty()));
    }
    attack(tried, chosen, settings, listening, progress);
    List<TriedDisguise> candidates =
        tried.stream()
            .filter(one -> one.leakage().isPresent())
            .sorted(Comparator.comparingDouble(one -> one.leakage().orElse(1)))
            .toList();
    Costs second = new Costs(recogniser, settings, chosen, LONG_LOOK);
    for (TriedDisguise candidate : candidates) {
      TriedDisguise measured = candidate.losing(second.of(candidate.voice()));
      tried.set(tried.indexOf(candidate), measured);
      if (measured.loss().value() <= budget.points) {
        return new Result(measured, true, tried);
      }
    }
    TriedDisguise cheapest =
        tried.stream().min(Comparator.comparingDouble(one -> one.loss().value())).orElseThrow();
    return new Result(cheapest, false, tried);
  }

  private void attack(
      List<TriedDisguise> tried,
      List<Sample> chosen,
      VoiceAuditSettings settings,
      SpeechViews listening,
      Progress progress) {
    HeardSpeech clean = listening.clean(source(tried.get(0).voice()), chosen);
    for (int i = 0; i < tried.size(); i++) {
      TriedDisguise one = tried.get(i);
      progress.at(i, tried.size(), "naming speakers, " + one.voice().text());
      // By chance a few recordings may say too much of it; what is surely too dear is left.
      if (one.loss().low() <= budget.points) {
        SpeakerAttacks attacks =
            new SpeakerAttacks(settings, listening.of(source(one.voice()), clean, 1));
        tried.set(i, one.leaking(leakage(attacks.identity(Progress.NONE))));
      }
    }
  }

  private static double leakage(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.metric().endsWith(".information.leakage"))
        .mapToDouble(Finding::value)
        .max()
        .orElse(1);
  }

  private SpeechSource source(VoicePackage disguise) {
    return new SpeechSource(set, disguise, budget.seed);
  }

  /** Points that disguises cost on some recordings, which are heard undisguised once. */
  private final class Costs {
    private final WordRecogniser recogniser;
    private final VoiceAuditSettings settings;
    private final List<Sample> heard;
    private final double[] before;

    Costs(WordRecogniser recogniser, VoiceAuditSettings settings, List<Sample> chosen, int most) {
      this.recogniser = recogniser;
      this.settings = settings;
      WordAccuracy clean = new WordAccuracy(source(space.get(0)), settings);
      this.heard = clean.spread(chosen, most);
      if (heard.isEmpty()) {
        throw new IllegalArgumentException(
            "no recording says what is said; name the column that does with --primary");
      }
      this.before = clean.clean(recogniser, heard, Progress.NONE);
    }

    Estimate of(VoicePackage disguise) {
      WordAccuracy accuracy = new WordAccuracy(source(disguise), settings);
      return accuracy.loss(heard, before, accuracy.released(recogniser, heard, Progress.NONE));
    }
  }
}

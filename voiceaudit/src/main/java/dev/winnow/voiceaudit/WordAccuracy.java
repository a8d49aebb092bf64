package dev.winnow.voiceaudit;

import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.core.Estimate;
import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How many words recognisers still get.
 *
 * @param source of recordings, before and after
 * @param settings of the audit
 */
record WordAccuracy(SpeechSource source, VoiceAuditSettings settings) {
  /**
   * Measures on recordings of which is known what is said.
   *
   * @param samples of which at most {@link VoiceAuditSettings#recognised} are taken, evenly
   * @return {@code words.accuracy} after, beside that before; {@code words.loss}, in points
   */
  List<Finding> of(WordRecogniser recogniser, List<Sample> samples, Progress progress) {
    List<Sample> some = spread(samples, settings.recognised());
    if (some.isEmpty()) {
      return List.of();
    }
    double[] before = clean(recogniser, some, progress);
    double[] after = released(recogniser, some, progress);
    List<Integer> speakers = speakers(some);
    Estimate found = ResampledMean.of(after, speakers).estimate(settings.seed());
    double raw = ResampledMean.of(before, speakers).mean();
    return List.of(
        Finding.of(recogniser.word(), "words.accuracy", Finding.ALL, found)
            .withControls(OptionalDouble.of(raw), OptionalDouble.empty(), OptionalDouble.empty()),
        Finding.of(recogniser.word(), "words.loss", Finding.ALL, loss(some, before, after)));
  }

  /** Points lost, with its interval over speakers. */
  Estimate loss(List<Sample> samples, double[] before, double[] after) {
    double[] lost = new double[before.length];
    Arrays.setAll(lost, i -> 100 * (before[i] - after[i]));
    return ResampledMean.of(lost, speakers(samples)).estimate(settings.seed());
  }

  /** The accuracy on each recording as it is. */
  double[] clean(WordRecogniser recogniser, List<Sample> samples, Progress progress) {
    return accuracies(recogniser, samples, s -> Optional.of(source.plain(s)), progress);
  }

  /** The accuracy on what leaves of each; what does not leave is not recognised. */
  double[] released(WordRecogniser recogniser, List<Sample> samples, Progress progress) {
    return accuracies(recogniser, samples, s -> source.released(s, 0), progress);
  }

  private double[] accuracies(
      WordRecogniser recogniser,
      List<Sample> samples,
      Function<Sample, Optional<double[]>> listen,
      Progress progress) {
    double[] accuracies = new double[samples.size()];
    for (int i = 0; i < accuracies.length; i++) {
      List<String> words =
          listen
              .apply(samples.get(i))
              .map(heard -> recogniser.words(heard, source.rate()))
              .orElse(List.of());
      accuracies[i] = WordErrors.accuracy(said(samples.get(i)), words);
      progress.at(i + 1L, accuracies.length, "recognising words");
    }
    return accuracies;
  }

  /** Those of which is known what is said, at most so many, evenly drawn. */
  List<Sample> spread(List<Sample> samples, int most) {
    List<Sample> known = samples.stream().filter(sample -> !said(sample).isEmpty()).toList();
    int count = Math.min(known.size(), most);
    List<Sample> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(known.get((int) ((long) i * known.size() / count)));
    }
    return some;
  }

  private List<String> said(Sample sample) {
    return Arrays.stream(
            SpeakerTrial.words(sample, settings.columns())
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private List<Integer> speakers(List<Sample> samples) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Integer> speakers = new ArrayList<>();
    for (Sample sample : samples) {
      String name = sample.label(settings.columns().speaker()).orElseThrow();
      speakers.add(numbers.computeIfAbsent(name, n -> numbers.size()));
    }
    return speakers;
  }
}

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
    List<Sample> some = spread(samples);
    if (some.isEmpty()) {
      return List.of();
    }
    double[] before = new double[some.size()];
    double[] after = new double[some.size()];
    for (int i = 0; i < some.size(); i++) {
      Sample sample = some.get(i);
      List<String> said = said(sample);
      before[i] = accuracy(recogniser, said, Optional.of(source.plain(sample)));
      after[i] = accuracy(recogniser, said, source.released(sample, 0));
      progress.at(i + 1L, some.size(), "recognising words");
    }
    List<Integer> speakers = speakers(some);
    double[] lost = new double[some.size()];
    Arrays.setAll(lost, i -> 100 * (before[i] - after[i]));
    Estimate found = ResampledMean.of(after, speakers).estimate(settings.seed());
    double raw = ResampledMean.of(before, speakers).mean();
    return List.of(
        Finding.of(recogniser.word(), "words.accuracy", Finding.ALL, found)
            .withControls(OptionalDouble.of(raw), OptionalDouble.empty(), OptionalDouble.empty()),
        Finding.of(
            recogniser.word(),
            "words.loss",
            Finding.ALL,
            ResampledMean.of(lost, speakers).estimate(settings.seed())));
  }

  /** What does not leave is not recognised. */
  private double accuracy(
      WordRecogniser recogniser, List<String> said, Optional<double[]> samples) {
    List<String> words =
        samples.map(heard -> recogniser.words(heard, source.rate())).orElse(List.of());
    return WordErrors.accuracy(said, words);
  }

  private List<Sample> spread(List<Sample> samples) {
    List<Sample> known = samples.stream().filter(sample -> !said(sample).isEmpty()).toList();
    int count = Math.min(known.size(), settings.recognised());
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

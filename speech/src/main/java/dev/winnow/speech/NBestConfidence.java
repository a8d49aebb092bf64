package dev.winnow.speech;

import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.LogMath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How sure the words of the best hypothesis are: the share that all hypotheses have of the
 * probability which hold the same word at the same time (Wessel et al. 2001, "Confidence measures
 * for large vocabulary continuous speech recognition"). Probabilities are taken to the power of one
 * over the language weight, as usual: frames are not as independent as their product says.
 */
final class NBestConfidence {
  private static final int MOST_HYPOTHESES = 100;
  private static final double SCALE = 1.0 / SphinxSearch.LANGUAGE_WEIGHT;
  private static final double MILLIS = 1_000;

  private NBestConfidence() {}

  private record Hypothesis(double weight, List<Timed> words) {}

  private record Timed(String text, double start, double end) {
    boolean is(Timed other) {
      return text.equals(other.text) && start < other.end && other.start < end;
    }
  }

  /** The words of the best hypothesis; none if no sentence came to its end, or nothing was said. */
  static List<RecognisedWord> words(Result result) {
    List<Token> ends = new ArrayList<>(result.getResultTokens());
    if (ends.isEmpty()) {
      return List.of();
    }
    ends.sort(Comparator.comparingDouble(Token::getScore).reversed());
    LogMath logs = LogMath.getLogMath();
    double best = logs.logToLn(ends.get(0).getScore());
    List<Hypothesis> all = new ArrayList<>();
    for (Token end : ends.subList(0, Math.min(MOST_HYPOTHESES, ends.size()))) {
      double weight = Math.exp(SCALE * (logs.logToLn(end.getScore()) - best));
      all.add(new Hypothesis(weight, timed(result, end)));
    }
    double total = all.stream().mapToDouble(Hypothesis::weight).sum();
    return all.get(0).words.stream()
        .map(
            word ->
                new RecognisedWord(
                    word.text, word.start, word.end, share(agreeing(all, word), total)))
        .toList();
  }

  /** 0 of nothing, which is where the language model takes the best hypothesis to be impossible. */
  private static double share(double part, double total) {
    return total > 0 ? Math.min(1, part / total) : 0;
  }

  private static double agreeing(List<Hypothesis> all, Timed word) {
    return all.stream()
        .filter(hypothesis -> hypothesis.words.stream().anyMatch(word::is))
        .mapToDouble(Hypothesis::weight)
        .sum();
  }

  /** Sphinx tells times of the best hypothesis alone: here of one that has no other beside it. */
  private static List<Timed> timed(Result result, Token end) {
    Result alone =
        new Result(
            result.getActiveTokens(),
            List.of(end),
            result.getCollectTime(),
            /* isFinal= */ true,
            result.getWordTokenFirst(),
            /* toCreateLattice= */ false);
    return alone.getTimedBestResult(/* withFillers= */ false).stream()
        .filter(word -> !isMark(word))
        .map(
            word -> {
              double start = Math.max(0, word.getTimeFrame().getStart()) / MILLIS;
              double finish = word.getTimeFrame().getEnd() / MILLIS;
              return new Timed(word.getWord().getSpelling(), start, Math.max(start, finish));
            })
        .toList();
  }

  /** Such as {@code <unk>}, which stands for what is none of the grammar's sentences. */
  private static boolean isMark(WordResult word) {
    return word.getWord().getSpelling().startsWith("<");
  }
}

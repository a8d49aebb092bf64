package dev.winnow.app;

import dev.winnow.build.AccuracyLoss;
import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.NoiseSearchResult;
import dev.winnow.build.StudyListener;
import dev.winnow.core.Progress;

/** Says on the console how a study gets on. */
record ConsoleStudy(Console console) implements StudyListener {
  @Override
  public Progress begins(String step) {
    return console.progress(step);
  }

  @Override
  public void chose(NoiseSearchResult found) {
    AccuracyLoss loss = found.loss();
    String dear =
        found.affordable()
            ? ""
            : "; no candidate met --max-loss with 95 % confidence, so give more samples or a larger --max-loss";
    console.say(
        "chose clip %s and noise %s, which cost %.1f points of balanced accuracy (surely at most %.1f)%s"
            .formatted(
                found.choice().clip(),
                found.choice().text(),
                100 * loss.mean(),
                100 * loss.most(),
                dear));
  }

  @Override
  public void measured(EmbeddingResult result) {
    console.say(EmbeddingTable.line(result));
  }
}

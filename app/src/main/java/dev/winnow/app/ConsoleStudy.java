package dev.winnow.app;

import dev.winnow.build.AccuracyLoss;
import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.NoiseSearchResult;
import dev.winnow.build.StudyListener;
import dev.winnow.cli.Console;
import dev.winnow.core.Progress;

/** Says on the console how a study gets on. */
record ConsoleStudy(Console console) implements StudyListener {
  /**
   * The listener by its own type. On the edge, where the module of studies is missing, every
   * command is verified, and for one that passed on this class Java would look for the interface.
   */
  static StudyListener on(Console console) {
    return new ConsoleStudy(console);
  }

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

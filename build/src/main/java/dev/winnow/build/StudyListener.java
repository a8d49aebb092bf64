package dev.winnow.build;

import dev.winnow.core.Progress;

/** Told how a study gets on, from the thread that runs it. */
public interface StudyListener {
  /** Tells nobody. */
  StudyListener NONE =
      new StudyListener() {
        @Override
        public Progress begins(String step) {
          return Progress.NONE;
        }

        @Override
        public void chose(NoiseSearchResult found) {}

        @Override
        public void measured(EmbeddingResult result) {}
      };

  /**
   * A step begins.
   *
   * @param step in a few words
   * @return told how far it has come
   */
  Progress begins(String step);

  /** A clip and a noise were chosen, where there was a choice. */
  void chose(NoiseSearchResult found);

  /** An embedding was built and measured; its package is written next. */
  void measured(EmbeddingResult result);
}

package dev.winnow.speech;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Sphinx's loggers, which are held silent: they write means of the features of what was said, and
 * what they complain of when a model is opened is said in exceptions.
 */
final class SphinxLogs {
  /** Held, for else they would be collected and forget it. Some go by a class's simple name. */
  private static final List<Logger> SILENT =
      Stream.of(
              "edu.cmu.sphinx",
              SphinxDictionary.class.getName(),
              "AutoCepstrum",
              "BatchCMN",
              "Denoise",
              "DeltasFeatureExtractor",
              "DiscreteCosineTransform2",
              "DiscreteFourierTransform",
              "FeatureTransform",
              "FrontEnd",
              "Lifter",
              "MelFrequencyFilterBank",
              "Preemphasizer",
              "RaisedCosineWindower",
              "SimpleAcousticScorer")
          .map(Logger::getLogger)
          .toList();

  private SphinxLogs() {}

  static void silence() {
    SILENT.forEach(logger -> logger.setLevel(Level.OFF));
  }
}

package dev.winnow.speech;

import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * From samples to features, as the acoustic model was trained: mel-frequency cepstra of windows of
 * 25.6 ms every 10 ms with their first and second differences. Their mean over the recording is
 * taken away (Sphinx's live mean would carry over from one recording to the next), and no part of a
 * recording is cut off as silent: what a filter lets pass is often a single short word.
 *
 * @param source where samples are given
 * @param guard who ends it early
 * @param stages all of it
 */
record SphinxFrontEnd(SampleSource source, DeadlineGuard guard, FrontEnd stages) {
  private static final double PREEMPHASIS = 0.97;
  private static final double HAMMING = 0.46;
  private static final float WINDOW_MILLIS = 25.625f;
  private static final float SHIFT_MILLIS = 10;
  private static final int DELTA_WINDOW = 3;

  static SphinxFrontEnd of(SphinxModels models) {
    SampleSource source = new SampleSource();
    DeadlineGuard guard = new DeadlineGuard();
    FrontEnd stages =
        new FrontEnd(
            List.of(
                source,
                new Preemphasizer(PREEMPHASIS),
                new RaisedCosineWindower(HAMMING, WINDOW_MILLIS, SHIFT_MILLIS),
                new DiscreteFourierTransform(/* numberFftPoints= */ -1, /* invert= */ false),
                cepstrum(models),
                new BatchCMN(),
                new DeltasFeatureExtractor(DELTA_WINDOW),
                new FeatureTransform(models.loader()),
                guard));
    stages.initialize();
    return new SphinxFrontEnd(source, guard, stages);
  }

  private static AutoCepstrum cepstrum(SphinxModels models) {
    try {
      return new AutoCepstrum(models.loader());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the acoustic model: " + e.getMessage(), e);
    }
  }
}

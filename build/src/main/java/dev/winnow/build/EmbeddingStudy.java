package dev.winnow.build;

import dev.winnow.core.Progress;
import dev.winnow.learn.siamese.FineTuning;
import java.util.Optional;

/**
 * Builds embeddings of one network, each more protected than the one before: cut, reduced,
 * fine-tuned, both, an encoder that has learned, with noise (Osia et al. 2017, section 4; the
 * encoder and the noise are ours). They share the captures, the controls, the fine-tuning and the
 * components.
 */
public final class EmbeddingStudy {
  private final StudyPlan plan;
  private final PrimaryTask primary;
  private final Optional<FineTuning> tuning;
  private final Optional<BottleneckStudy> bottleneck;

  private EmbeddingStudy(
      StudyPlan plan,
      PrimaryTask primary,
      Optional<FineTuning> tuning,
      Optional<BottleneckStudy> bottleneck) {
    this.plan = plan;
    this.primary = primary;
    this.tuning = tuning;
    this.bottleneck = bottleneck;
  }

  /**
   * Prepares a study, and refuses what can be seen to fail before a capture is decoded.
   *
   * @throws dev.winnow.data.NoSuchColumnException if there is no such column
   * @throws dev.winnow.learn.example.UnsuitableDataException if the labels do not fit the network,
   *     or there is too little to learn from
   * @throws dev.winnow.learn.InvalidSettingException if there are to be more codewords than symbols
   * @throws dev.winnow.learn.siamese.UnsuitableCutException if there is to be fine-tuning, and
   *     nothing of the network lies behind the cut
   * @throws dev.winnow.learn.operator.UnsupportedOperatorException if there is to be fine-tuning,
   *     and the network cannot be trained
   * @throws dev.winnow.learn.bottleneck.TooDearBottleneckException if there is to be an encoder,
   *     and it would save the edge nothing
   */
  public static EmbeddingStudy of(StudyPlan plan) {
    StudyData data = plan.data();
    PrimaryTask primary = PrimaryTask.of(plan.network(), data.captures().set(), data.primary());
    plan.embeddings().noise().requireRoom(primary);
    Optional<FineTuning> tuning =
        EmbeddingPlan.isTuned(plan.embeddings().embeddings())
            ? plan.embeddings()
                .tuning()
                .map(
                    settings ->
                        FineTuning.of(
                            plan.network(),
                            plan.cut(),
                            data.captures().preprocessor(),
                            data.captures().set(),
                            data.partition(),
                            data.primary(),
                            settings))
            : Optional.empty();
    return new EmbeddingStudy(plan, primary, tuning, BottleneckStudy.of(plan, primary));
  }

  /**
   * Attacks the controls, builds from the least protected embedding to the most, measures each on
   * the test people and writes a package for it. Of a single embedding that is to be randomised,
   * the one without noise is measured for comparison and not written.
   *
   * <p>Takes minutes to hours. While it fine-tunes, no other training may run in this process.
   *
   * @throws dev.winnow.attack.identification.NobodyToNameException if fewer than two test people
   *     have captures enough to be attacked
   * @throws dev.winnow.data.TooManyBrokenException if more than 1 % of the captures of a part are
   *     broken
   * @throws dev.winnow.learn.training.DivergedException if fine-tuning fails
   */
  public StudyResult run(StudyListener listener) {
    Progress controls = listener.begins("attacking the raw captures");
    StudyContext context = StudyContext.of(plan, primary, controls);
    return new StudyRun(plan, context, listener).result(tuning, bottleneck);
  }
}

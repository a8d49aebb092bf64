package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.Recogniser;
import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.image.ContactSheet;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.Image;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.inversion.Decoder;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where images are made of what was sent: a decoder learns from the attacker's own captures and is
 * asked about the line-up's unknown ones.
 *
 * <p>Holds small images of both; whoever has no use for it any more lets it go.
 */
final class ReconstructionAttack {
  private static final int LARGEST = 64;
  private static final int SMALLEST = 16;
  private static final int BLOCK = 8;
  private static final String WORD = "decoder";

  /** Noise on standardised features while a decoder learns: it copes with what it never saw. */
  private static final double BLUR = 0.3;

  private static final int SHOWN = 10;
  private static final int CELL = 56;
  private static final Map<Effort, Integer> EPOCHS =
      Map.of(Effort.QUICK, 6, Effort.STANDARD, 16, Effort.THOROUGH, 30);

  private final AuditContext context;
  private final Effort effort;
  private final FeatureTable learned;
  private final ReconstructionTargets originals;
  private final Reconstruction raw;
  private List<AttackResult> label = List.of();

  private ReconstructionAttack(
      AuditContext context, Effort effort, FeatureTable learned, ReconstructionTargets originals) {
    this.context = context;
    this.effort = effort;
    this.learned = learned;
    this.originals = originals;
    this.raw = originals.raw(context.seed());
  }

  /**
   * Makes small images of the attacker's own captures and of the line-up.
   *
   * @return empty if images of this size cannot be brought to one that a decoder makes
   */
  static Optional<ReconstructionAttack> of(
      AuditContext context, Effort effort, Optional<Recogniser> recogniser) {
    ImageSpec prepared =
        context.captures().preprocessor().spec().asImage("the reconstruction of captures");
    int factor = factor(prepared);
    if (factor == 0) {
      return Optional.empty();
    }
    Shape small =
        Shape.of(
            prepared.colour().channels(), prepared.height() / factor, prepared.width() / factor);
    FeatureTable learned =
        context
            .captures()
            .rows(
                context.background(),
                small,
                images -> Denormalizer.smaller(images, factor),
                Progress.NONE);
    ClosedSetProtocol protocol = context.protocol();
    Tensor images = context.images().rows().values();
    int known = protocol.known().size();
    Tensor asked = images.rows(known, known + protocol.unknown().size());
    Optional<Gallery> gallery =
        recogniser.map(
            who ->
                Gallery.of(
                    who,
                    images.rows(0, known),
                    protocol.known().stream().map(ClosedSetProtocol.Shown::person).toList(),
                    prepared,
                    context.threads()));
    ReconstructionTargets originals =
        new ReconstructionTargets(
            Denormalizer.smaller(asked, factor),
            protocol.unknown().stream().map(ClosedSetProtocol.Shown::person).toList(),
            mean(learned.values()),
            prepared,
            gallery);
    return Optional.of(new ReconstructionAttack(context, effort, learned, originals));
  }

  /** What is seen in the features of a package, beside what is seen in the controls. */
  Developed developed(ReleasedFeatures released) {
    Tensor sent = released.sent(unknown(), 0).values();
    Reconstruction found = developed(released.sent(learned.samples(), 0).values(), sent);
    ControlledResult compared =
        new ControlledResult(results(WORD, found), results(WORD, raw), ofLabel(), List.of());
    List<Finding> findings = new ArrayList<>(compared.findings(context.seed()));
    if (effort == Effort.THOROUGH) {
      Reconstruction searched =
          new ModelInversionAttack(context, originals).of(released, sent, found.images());
      findings.addAll(
          new ControlledResult(results("white-box", searched), List.of(), List.of(), List.of())
              .findings(context.seed()));
    }
    List<Integer> some = some();
    return new Developed(
        findings,
        new ReconstructionSheet(
            strip(raw.shown(some, originals)), strip(found.shown(some, originals))));
  }

  /**
   * What came out.
   *
   * @param sheet some of the images, for people
   */
  record Developed(List<Finding> findings, ReconstructionSheet sheet) {}

  /** What is seen in the label alone, worked out once. */
  private synchronized List<AttackResult> ofLabel() {
    if (label.isEmpty()) {
      label =
          results(
              WORD,
              developed(
                  context.label(learned.samples()).values(), context.label(unknown()).values()));
    }
    return label;
  }

  /** The first unknown capture of the first few people. */
  private List<Integer> some() {
    List<Integer> rows = new ArrayList<>();
    Set<Integer> people = new HashSet<>();
    for (int row = 0; row < originals.people().size() && rows.size() < SHOWN; row++) {
      if (people.add(originals.people().get(row))) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static Image strip(List<Image> images) {
    return ContactSheet.of(List.of(images), CELL);
  }

  private Reconstruction developed(Tensor features, Tensor asked) {
    Schedule schedule = new Schedule(EPOCHS.getOrDefault(effort, 1), 32, 2e-3, Optimizer.ADAM);
    Network decoder =
        Decoder.train(
            features,
            learned.values(),
            TabularSettings.of(schedule, context.seed(), context.threads()).withNoise(BLUR),
            Progress.NONE);
    return Reconstruction.decoded(decoder, asked, originals, context.seed(), context.threads());
  }

  private List<Sample> unknown() {
    return context.protocol().unknown().stream().map(ClosedSetProtocol.Shown::sample).toList();
  }

  /** By how much images must shrink; 0 if no whole number will do. */
  private static int factor(ImageSpec prepared) {
    for (int factor = 1; factor <= Math.max(prepared.width(), prepared.height()); factor++) {
      if (fits(prepared.width(), factor) && fits(prepared.height(), factor)) {
        return factor;
      }
    }
    return 0;
  }

  private static boolean fits(int side, int factor) {
    int small = side / factor;
    return side % factor == 0 && small % BLOCK == 0 && small <= LARGEST && small >= SMALLEST;
  }

  private static Tensor mean(Tensor images) {
    Shape one = images.shape().row();
    Tensor mean = Tensor.allocate(one);
    int count = images.shape().dim(0);
    double[] sums = new double[one.size()];
    for (int i = 0; i < count * sums.length; i++) {
      sums[i % sums.length] += images.buffer().get(i);
    }
    for (int i = 0; i < sums.length; i++) {
      mean.buffer().put(i, (float) (sums[i] / count));
    }
    return mean;
  }

  /** The numbers of a reconstruction. */
  static List<AttackResult> results(String word, Reconstruction found) {
    List<AttackResult> results = new ArrayList<>();
    for (Measurement measurement : found.measurement()) {
      // Whoever made an image, it is the same number; controls are found by this word.
      results.add(AttackResult.of(topic(measurement), measurement.by(word)));
    }
    return results;
  }

  private static String topic(Measurement measurement) {
    return switch (measurement.metric()) {
      case SSIM, PSNR, MSE -> "reconstruction";
      default -> "reconstruction.reidentification";
    };
  }
}

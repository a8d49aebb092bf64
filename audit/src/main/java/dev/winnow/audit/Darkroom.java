package dev.winnow.audit;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.ContactSheet;
import dev.winnow.data.Picture;
import dev.winnow.data.Restored;
import dev.winnow.data.Sample;
import dev.winnow.learn.Decoder;
import dev.winnow.learn.Optimiser;
import dev.winnow.learn.RowsSettings;
import dev.winnow.learn.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.privacy.Gallery;
import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Measured;
import dev.winnow.privacy.Originals;
import dev.winnow.privacy.Recogniser;
import dev.winnow.privacy.Reconstruction;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where pictures are made of what was sent: a decoder learns from the attacker's own captures and
 * is asked about the line-up's unknown ones.
 *
 * <p>Holds small pictures of both; whoever has no use for it any more lets it go.
 */
final class Darkroom {
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

  private final Scene scene;
  private final Effort effort;
  private final Rows learned;
  private final Originals originals;
  private final Reconstruction raw;
  private List<Item> label = List.of();

  private Darkroom(Scene scene, Effort effort, Rows learned, Originals originals) {
    this.scene = scene;
    this.effort = effort;
    this.learned = learned;
    this.originals = originals;
    this.raw = originals.raw(scene.seed());
  }

  /**
   * Makes small pictures of the attacker's own captures and of the line-up.
   *
   * @return empty if pictures of this size cannot be brought to one that a decoder makes
   */
  static Optional<Darkroom> of(Scene scene, Effort effort, Optional<Recogniser> recogniser) {
    Preprocessing prepared = scene.captures().preparer().preprocessing();
    int factor = factor(prepared);
    if (factor == 0) {
      return Optional.empty();
    }
    Shape small =
        Shape.of(
            prepared.colour().channels(), prepared.height() / factor, prepared.width() / factor);
    Rows learned =
        scene
            .captures()
            .rows(
                scene.background(),
                small,
                pictures -> Restored.smaller(pictures, factor),
                Progress.NONE);
    Lineup lineup = scene.lineup();
    Tensor pictures = scene.pictures().rows().values();
    int known = lineup.known().size();
    Tensor asked = pictures.rows(known, known + lineup.unknown().size());
    Optional<Gallery> gallery =
        recogniser.map(
            who ->
                Gallery.of(
                    who,
                    pictures.rows(0, known),
                    lineup.known().stream().map(Lineup.Shown::person).toList(),
                    prepared,
                    scene.threads()));
    Originals originals =
        new Originals(
            Restored.smaller(asked, factor),
            lineup.unknown().stream().map(Lineup.Shown::person).toList(),
            mean(learned.values()),
            prepared,
            gallery);
    return Optional.of(new Darkroom(scene, effort, learned, originals));
  }

  /** What is seen in the features of a package, beside what is seen in the controls. */
  Developed developed(Exposure exposure) {
    Tensor sent = exposure.sent(unknown(), 0).values();
    Reconstruction found = developed(exposure.sent(learned.samples(), 0).values(), sent);
    Compared compared = new Compared(items(WORD, found), items(WORD, raw), ofLabel(), List.of());
    List<Finding> findings = new ArrayList<>(compared.findings(scene.seed()));
    if (effort == Effort.THOROUGH) {
      Reconstruction searched = new WhiteBox(scene, originals).of(exposure, sent, found.pictures());
      findings.addAll(
          new Compared(items("white-box", searched), List.of(), List.of(), List.of())
              .findings(scene.seed()));
    }
    List<Integer> some = some();
    return new Developed(
        findings,
        new Sight(strip(raw.shown(some, originals)), strip(found.shown(some, originals))));
  }

  /**
   * What came out.
   *
   * @param sight some of the pictures, for people
   */
  record Developed(List<Finding> findings, Sight sight) {}

  /** What is seen in the label alone, worked out once. */
  private synchronized List<Item> ofLabel() {
    if (label.isEmpty()) {
      List<String> labels = scene.captures().set().classes(scene.primary());
      label =
          items(
              WORD,
              developed(
                  View.ofLabel(learned.samples(), scene.primary(), labels).rows().values(),
                  View.ofLabel(unknown(), scene.primary(), labels).rows().values()));
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

  private static Picture strip(List<Picture> pictures) {
    return ContactSheet.of(List.of(pictures), CELL);
  }

  private Reconstruction developed(Tensor features, Tensor asked) {
    Schedule schedule = new Schedule(EPOCHS.getOrDefault(effort, 1), 32, 2e-3, Optimiser.ADAM);
    Network decoder =
        Decoder.train(
            features,
            learned.values(),
            RowsSettings.of(schedule, scene.seed(), scene.threads()).withNoise(BLUR),
            Progress.NONE);
    return Reconstruction.decoded(decoder, asked, originals, scene.seed(), scene.threads());
  }

  private List<Sample> unknown() {
    return scene.lineup().unknown().stream().map(Lineup.Shown::sample).toList();
  }

  /** By how much pictures must shrink; 0 if no whole number will do. */
  private static int factor(Preprocessing prepared) {
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

  private static Tensor mean(Tensor pictures) {
    Shape one = pictures.shape().row();
    Tensor mean = Tensor.allocate(one);
    int count = pictures.shape().dim(0);
    double[] sums = new double[one.size()];
    for (int i = 0; i < count * sums.length; i++) {
      sums[i % sums.length] += pictures.buffer().get(i);
    }
    for (int i = 0; i < sums.length; i++) {
      mean.buffer().put(i, (float) (sums[i] / count));
    }
    return mean;
  }

  /** The numbers of a reconstruction. */
  static List<Item> items(String word, Reconstruction found) {
    List<Item> items = new ArrayList<>();
    for (Measured measured : found.measured()) {
      // Whoever made a picture, it is the same number; controls are found by this word.
      items.add(Item.of(topic(measured), measured.by(word)));
    }
    return items;
  }

  private static String topic(Measured measured) {
    return switch (measured.measure()) {
      case SSIM, PSNR, MSE -> "reconstruction";
      default -> "reconstruction.reidentification";
    };
  }
}

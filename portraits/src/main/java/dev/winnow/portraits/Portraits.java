package dev.winnow.portraits;

import dev.winnow.core.Progress;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.image.ContactSheet;
import dev.winnow.image.Image;
import dev.winnow.synthesis.PeopleSplit;
import dev.winnow.synthesis.SplitMix64;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Painted portraits of people who do not exist: a labelled data set without a download, a licence
 * or anybody's face.
 *
 * <p>An identity is the geometry and the colours of head, hair, brows, eyes, nose, mouth and beard.
 * From shot to shot pose, expression, gaze, light, shirt, background and noise differ. Labels:
 *
 * <ul>
 *   <li>{@code identity}: {@code p00}, {@code p01}, …
 *   <li>{@code smile}: {@code smiling} or {@code neutral}, half and half for everybody; from a hint
 *       to a laugh, and neutral mouths are not all straight. It shows around the mouth, a little in
 *       cheeks and eyes, and nowhere else.
 *   <li>{@code glasses}: {@code yes} or {@code no}; who owns some wears them in four shots of five
 *   <li>{@code hair}: colour, {@code black}, {@code brown}, {@code blond}, {@code red} or {@code
 *       grey}
 * </ul>
 *
 * <p>The same seed gives the same pixels, and the same files, on every platform. Safe for use by
 * several threads.
 */
public final class Portraits {
  /** People in a data set. */
  public static final int PEOPLE = 80;

  /** Portraits of each of them. */
  public static final int SHOTS = 24;

  /** Width and height of a portrait, in pixels. */
  public static final int SIZE = 96;

  private static final List<String> COLUMNS = List.of("identity", "smile", "glasses", "hair");
  private static final long PERSON = 1;
  private static final long SMILE = 2;
  private static final long EXPRESSION = 3;
  private static final long SHOT = 4;

  private final long seed;

  private Portraits(long seed) {
    this.seed = seed;
  }

  /**
   * A painted image and what is true of it.
   *
   * @param image {@link #SIZE} pixels wide and high
   * @param labels by column
   */
  public record Portrait(Image image, Map<String, String> labels) {
    public Portrait {
      labels = Map.copyOf(labels);
    }
  }

  /** The people of a seed, without end. */
  public static Portraits withSeed(long seed) {
    return new Portraits(seed);
  }

  /**
   * Paints one portrait, in about a millisecond.
   *
   * @param identity number of the person, at least 0
   * @param variation number of the person's portrait, at least 0
   */
  public Portrait draw(int identity, int variation) {
    PortraitIdentity person = PortraitIdentity.drawn(SplitMix64.of(seed, PERSON, identity));
    boolean smiling = smiles(identity, variation);
    PortraitVariation taken = variation(person, smiling, identity, variation);
    boolean glasses = person.looks().glasses() != PortraitIdentity.Glasses.NONE && taken.glasses();
    return new Portrait(
        PortraitPainter.paint(SIZE, person, taken),
        Map.of(
            "identity",
            name(identity),
            "smile",
            smiling ? "smiling" : "neutral",
            "glasses",
            glasses ? "yes" : "no",
            "hair",
            person.looks().hairColour().name().toLowerCase(Locale.ROOT)));
  }

  /**
   * Paints {@link #PEOPLE} × {@link #SHOTS} portraits into a folder as a data set of PNG files,
   * about 55 MB. Its column {@code split} gives six of ten people to training, one to validation
   * and three to testing.
   *
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, Progress progress) {
    return write(folder, PEOPLE, progress);
  }

  /**
   * Paints the portraits of fewer or more people than {@link #PEOPLE}.
   *
   * @param people at least 10, for every part to have some
   * @throws MalformedDataSetException if the folder already holds a data set
   * @throws UncheckedIOException if a file cannot be written
   */
  public DataSet write(Path folder, int people, Progress progress) {
    List<Sample> samples = new ArrayList<>();
    for (int identity = 0; identity < people; identity++) {
      samples.addAll(write(folder, identity));
      progress.at(samples.size(), (long) people * SHOTS, "");
    }
    DataCard card =
        DataCard.ofImages("portraits")
            .from("Apache-2.0", "painted by Winnow, seed " + seed + ": nobody's face");
    return DataSet.write(folder, card, COLUMNS, samples);
  }

  private List<Sample> write(Path folder, int identity) {
    try {
      Files.createDirectories(folder.resolve(name(identity)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder + ": " + e.getMessage(), e);
    }
    return IntStream.range(0, SHOTS)
        .parallel()
        .mapToObj(variation -> write(folder, identity, variation))
        .toList();
  }

  private Sample write(Path folder, int identity, int variation) {
    Portrait portrait = draw(identity, variation);
    String path = String.format(Locale.ROOT, "%s/%02d.png", name(identity), variation);
    try {
      Files.write(folder.resolve(path), ContactSheet.png(portrait.image()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
    return new Sample(path, portrait.labels(), Optional.of(PeopleSplit.of(identity)));
  }

  /** The same but for the expression, whether the person smiles or not. */
  private PortraitVariation variation(
      PortraitIdentity person, boolean smiling, int identity, int variation) {
    SplitMix64 random = SplitMix64.of(seed, EXPRESSION, identity, variation);
    return PortraitVariation.drawn(
        PortraitVariation.Expression.drawn(smiling, person.mouth(), random),
        SplitMix64.of(seed, SHOT, identity, variation));
  }

  /** Of every two shots of a person one smiles. */
  private boolean smiles(int identity, int variation) {
    boolean first = SplitMix64.of(seed, SMILE, identity, variation / 2).chance(0.5);
    return (variation % 2 == 0) == first;
  }

  private static String name(int identity) {
    return String.format(Locale.ROOT, "p%02d", identity);
  }
}

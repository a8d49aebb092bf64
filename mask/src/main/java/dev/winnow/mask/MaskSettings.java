package dev.winnow.mask;

import dev.winnow.core.EnumJson;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.detection.Box;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a mask covers what detectors find.
 *
 * @param appearance of the mask
 * @param persistence of the mask over frames in which nothing was detected
 * @param always regions that are masked in every frame
 * @param never regions whose detections are not masked; a detection is in one if its centre is
 */
public record MaskSettings(
    Appearance appearance, Persistence persistence, List<Box> always, List<Box> never) {
  private static final Set<String> NAMES =
      Set.of(
          "shape",
          "fill",
          "margin",
          "linger-ms",
          "growth",
          "look-ahead-ms",
          "interval-ms",
          "always",
          "never");

  /** What is covered around a detection. */
  public enum Shape {
    /** The ellipse within the box with its margin. */
    ELLIPSE,
    /** All of the box with its margin. */
    BOX
  }

  /** What it is covered with. */
  public enum Fill {
    /** One grey: nothing is left. */
    SOLID,
    /**
     * Squares of an eighth of the mask in their mean colour. It can be reversed (McPherson et al.
     * 2016).
     */
    PIXELATE,
    /** A blur as wide as an eighth of the mask. It can be reversed (McPherson et al. 2016). */
    BLUR
  }

  /**
   * How a mask looks.
   *
   * @param shape around a detection
   * @param fill of the shape
   * @param margin added to a detection on each side, as a share of its width and its height
   */
  public record Appearance(Shape shape, Fill fill, double margin) {
    /**
     * @throws IllegalArgumentException if the margin is negative
     */
    public Appearance {
      require(margin >= 0 && margin <= 10, "the margin must be from 0 to 10");
    }
  }

  /**
   * How a mask stays where nothing is detected.
   *
   * @param linger how long a mask stays after its last detection
   * @param growth of the margin meanwhile, and before its first detection, in a second
   * @param lookAhead how long frames are held back, so that a mask reaches back to before its first
   *     detection; the delay of what leaves
   * @param interval from which time on the detectors look again; 0 for every frame
   */
  public record Persistence(Duration linger, double growth, Duration lookAhead, Duration interval) {
    /**
     * @throws IllegalArgumentException if a time or the growth is negative, or frames are held back
     *     for more than a minute
     */
    public Persistence {
      require(
          !linger.isNegative() && !lookAhead.isNegative() && !interval.isNegative(),
          "times must be at least 0");
      require(growth >= 0 && growth <= 10, "the growth must be from 0 to 10");
      require(
          lookAhead.compareTo(Duration.ofMinutes(1)) <= 0, "look-ahead must be at most a minute");
      require(interval.compareTo(Duration.ofSeconds(1)) <= 0, "interval must be at most a second");
    }
  }

  public MaskSettings {
    always = List.copyOf(always);
    never = List.copyOf(never);
  }

  /** A solid ellipse that lingers for a second and reaches back for half of one. */
  public static MaskSettings withDefaults() {
    return new MaskSettings(
        new Appearance(Shape.ELLIPSE, Fill.SOLID, 0.3),
        new Persistence(
            Duration.ofMillis(1_000), 0.5, Duration.ofMillis(500), Duration.ofMillis(60)),
        List.of(),
        List.of());
  }

  /** These with another appearance. */
  public MaskSettings with(Appearance other) {
    return new MaskSettings(other, persistence, always, never);
  }

  /** These with another persistence. */
  public MaskSettings with(Persistence other) {
    return new MaskSettings(appearance, other, always, never);
  }

  /** Whether a detection is left as it is, by where its centre lies. */
  boolean isExempt(Box detection) {
    float x = detection.left() + detection.width() / 2;
    float y = detection.top() + detection.height() / 2;
    return never.stream()
        .anyMatch(
            region ->
                x >= region.left()
                    && x < region.right()
                    && y >= region.top()
                    && y < region.bottom());
  }

  /** In words, by name, as a manifest has them; read back by {@link #of}. */
  public Map<String, String> toMap() {
    Map<String, String> words = new TreeMap<>();
    words.put("shape", EnumJson.word(appearance.shape));
    words.put("fill", EnumJson.word(appearance.fill));
    words.put("margin", String.valueOf(appearance.margin));
    words.put("linger-ms", String.valueOf(persistence.linger.toMillis()));
    words.put("growth", String.valueOf(persistence.growth));
    words.put("look-ahead-ms", String.valueOf(persistence.lookAhead.toMillis()));
    words.put("interval-ms", String.valueOf(persistence.interval.toMillis()));
    words.put("always", words(always));
    words.put("never", words(never));
    return words;
  }

  /**
   * Reads a manifest's words. Names that are missing have their default.
   *
   * @throws UnsupportedPackageException if a name is unknown or a value is not of its form
   */
  public static MaskSettings of(Map<String, String> words) {
    Set<String> unknown = new TreeSet<>(words.keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new UnsupportedPackageException(
          "a mask has no setting %s; it has %s".formatted(unknown, new TreeSet<>(NAMES)));
    }
    Map<String, String> all = withDefaults().toMap();
    all.putAll(words);
    try {
      return new MaskSettings(
          new Appearance(
              Shape.valueOf(constant(word(all, "shape"))),
              Fill.valueOf(constant(word(all, "fill"))),
              Double.parseDouble(word(all, "margin"))),
          new Persistence(
              millis(word(all, "linger-ms")),
              Double.parseDouble(word(all, "growth")),
              millis(word(all, "look-ahead-ms")),
              millis(word(all, "interval-ms"))),
          boxes(word(all, "always")),
          boxes(word(all, "never")));
    } catch (IllegalArgumentException e) {
      throw new UnsupportedPackageException(
          "the mask's settings %s are not understood: %s".formatted(all, e.getMessage()));
    }
  }

  /**
   * Regions as they are written: {@code left,top,width,height} as shares of the frame, several with
   * {@code ;} between them.
   *
   * @throws IllegalArgumentException if they are written otherwise
   */
  public static List<Box> boxes(String text) {
    List<Box> boxes = new ArrayList<>();
    for (String each : text.split(";", -1)) {
      if (!each.isBlank()) {
        List<Float> sides = Arrays.stream(each.split(",", -1)).map(Float::valueOf).toList();
        require(sides.size() == 4, "a region is left,top,width,height, not " + each);
        require(
            sides.stream().allMatch(side -> side >= 0 && side <= 1),
            "a region's numbers are shares of the frame, from 0 to 1, not " + each);
        boxes.add(new Box(sides.get(0), sides.get(1), sides.get(2), sides.get(3)));
      }
    }
    return boxes;
  }

  private static String words(List<Box> boxes) {
    return boxes.stream()
        .map(b -> "%s,%s,%s,%s".formatted(b.left(), b.top(), b.width(), b.height()))
        .collect(Collectors.joining(";"));
  }

  private static String word(Map<String, String> words, String name) {
    return words.getOrDefault(name, "");
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}

package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;

/**
 * The Gaussian noise that the edge adds to a reduced feature, and what an answer can then tell.
 *
 * <p>The bounds need no attack and no trust in ours. Of all inputs of one covariance, a Gaussian
 * one tells most through independent Gaussian noise, so what an answer says about anything in the
 * capture is at most ½ Σ log₂(1 + λ/σ²) bits (Cover and Thomas, "Elements of Information Theory",
 * section 9.4). They hold for captures whose features have these variances; clipping the feature
 * keeps unusual captures from exceeding them by much. Where a node chooses among noises, {@link
 * #chosen} says what that adds.
 *
 * @param mode what asking again gives
 * @param ratio the noise's variance over the largest principal variance of the clipped feature, as
 *     the build was asked for, positive
 * @param sigma the noise's standard deviation in each coordinate, in units of the feature, positive
 * @param variances eigenvalues λ of the covariance of what the noise is added to, one per
 *     coordinate, in any order, none negative. That is the clipped reduced feature, and in {@link
 *     Mode#PERMANENT} its rounding to cells, which can add a little
 * @param anchors that the noise of a node must hold, of {@link Mode#PERMANENT} noise only
 */
public record Noise(
    Mode mode, double ratio, double sigma, List<Double> variances, Anchors anchors) {
  /** Anchors so near to one another that more noise than this is passed over are refused. */
  public static final double MOST_REFUSED = 0.05;

  /** What asking again about the same capture gives. */
  public enum Mode {
    /** The same answer: the noise is a keyed function of the feature, rounded to cells of σ/2. */
    PERMANENT,
    /** Another answer every time; many of them wear the noise down. */
    FRESH;

    /** The word used on the command line and in JSON. */
    public String word() {
      return Choice.word(this);
    }
  }

  /**
   * @throws IllegalArgumentException if a value is out of its range or not finite
   */
  public Noise {
    variances = List.copyOf(variances);
    require(isFinite(ratio) && ratio > 0, "the noise's ratio must be positive, not " + ratio);
    require(isFinite(sigma) && sigma > 0, "the noise's sigma must be positive, not " + sigma);
    require(!variances.isEmpty(), "the noise needs the feature's variances");
    require(
        variances.stream().allMatch(v -> isFinite(v) && v >= 0),
        "the feature's variances must be finite and not negative");
    int values = variances.size();
    require(
        anchors.cells().stream().allMatch(cell -> cell.size() == values),
        "the noise's anchors must have %d coordinates each".formatted(values));
    require(anchors.isEmpty() || mode == Mode.PERMANENT, "only permanent noise can hold anchors");
    require(
        anchors.refused() <= MOST_REFUSED,
        "the noise's anchors are too near to one another for so much noise");
  }

  /** Noise without anchors. */
  public Noise(Mode mode, double ratio, double sigma, List<Double> variances) {
    this(mode, ratio, sigma, variances, Anchors.NONE);
  }

  /**
   * Noise of a strength relative to the feature.
   *
   * @param variances eigenvalues of the covariance of the clipped reduced feature
   * @throws IllegalArgumentException if the ratio is not positive, there are no variances, or none
   *     is positive
   */
  public static Noise of(Mode mode, double ratio, List<Double> variances) {
    require(!variances.isEmpty(), "the noise needs the feature's variances");
    double sigma = Math.sqrt(ratio * Collections.max(variances));
    return new Noise(mode, ratio, sigma, variances);
  }

  /** This noise beside other variances of the feature, such as those of its rounding to cells. */
  public Noise withVariances(List<Double> others) {
    return new Noise(mode, ratio, sigma, others, anchors);
  }

  /**
   * This noise where a node passes over draws that do not hold the anchors.
   *
   * @throws IllegalArgumentException if the noise is not permanent, or the anchors do not fit it
   */
  public Noise withAnchors(Anchors others) {
    return new Noise(mode, ratio, sigma, variances, others);
  }

  /** The most that one answer tells about anything in the capture, in bits. */
  public double bits() {
    return capacity(1);
  }

  /**
   * The most that several answers about one capture tell, in bits: no more than one in {@link
   * Mode#PERMANENT}, and as much as one with σ²/k in {@link Mode#FRESH}. Answers about k different
   * captures tell at most k times {@link #bits()}.
   *
   * @param answers k, at least 1
   * @throws IllegalArgumentException if k is less
   */
  public double bits(int answers) {
    require(answers >= 1, "at least 1 answer is needed, not " + answers);
    return capacity(mode == Mode.PERMANENT ? 1 : answers);
  }

  /**
   * The largest share of people whom anybody can name rightly from several answers about one
   * capture: (bits + 1) / log₂ N (Fano's inequality), for N people who are equally likely.
   *
   * @param people N, at least 2
   * @param answers as in {@link #bits(int)}
   * @return from 0 to 1; 1 says that the bound excludes nothing
   * @throws IllegalArgumentException if there are fewer people or answers
   */
  public double mostIdentified(int people, int answers) {
    require(people >= 2, "at least 2 people are needed, not " + people);
    return Math.min(1, (bits(answers) + 1) / log2(people));
  }

  /**
   * What an answer tells at most, given what it would tell if a node took the first noise that it
   * draws. Whoever sees answers knows that the noise holds its anchors, a share p of all draws does
   * not, and which ones do has nothing to do with any capture; so (1 − p) times what an answer
   * tells is at most what it would tell and the h(p) bits of the choice: (bits + h(p)) / (1 − p),
   * which grows with p, so that a bound on p will do.
   *
   * @param bits without a choice
   */
  public double chosen(double bits) {
    double p = anchors.refused();
    return p == 0 ? bits : (bits - p * log2(p) - (1 - p) * log2(1 - p)) / (1 - p);
  }

  /** The JSON form, read back by {@link #fromJson}. */
  ObjectNode toJson() {
    ObjectNode json = Json.object().put("mode", mode.word());
    json.put("ratio", ratio).put("sigma", sigma);
    variances.forEach(json.putArray("variances")::add);
    if (!anchors.isEmpty()) {
      ArrayNode cells = json.putArray("anchors");
      anchors.cells().forEach(cell -> cell.forEach(cells.addArray()::add));
    }
    return json;
  }

  static Noise fromJson(Fields fields) {
    try {
      Noise read =
          new Noise(
              Choice.read(fields, "mode", Mode.class),
              fields.number("ratio"),
              fields.number("sigma"),
              fields.numberList("variances"),
              fields.has("anchors") ? new Anchors(fields.integerLists("anchors")) : Anchors.NONE);
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("", "is out of range: " + e.getMessage());
    }
  }

  private double capacity(int answers) {
    double variance = sigma * sigma / answers;
    return chosen(variances.stream().mapToDouble(v -> log2(1 + v / variance) / 2).sum());
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static boolean isFinite(double value) {
    return Double.isFinite(value);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}

package dev.winnow.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves a node; {@link Normality} says how surely normal noise is told from other noise. */
class LocalRandomizerTest {
  private static final int ROWS = 15_625;
  private static final int WIDTH = 8;
  private static final Digest MANIFEST = Digest.of(new byte[] {1});
  private static final List<Interval> BOUNDS = List.of(new Interval(-1, 1));

  private static final Quantizer CODEBOOK =
      new Quantizer.Vector(BOUNDS, List.of(List.of(-0.5), List.of(0.25), List.of(0.75)));

  private static NoiseKey key(int number) {
    return NoiseKey.of(Arrays.copyOf(new byte[] {(byte) number}, NoiseKey.BYTES));
  }

  private static LocalRandomizer node(Mechanism mechanism, int key) {
    return LocalRandomizer.of(mechanism, MANIFEST, key(key));
  }

  private static List<Digest> captures(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> Digest.of(ByteBuffer.allocate(Integer.BYTES).putInt(0, i).array()))
        .toList();
  }

  private static float[] released(LocalRandomizer node, List<Digest> captures, float... values) {
    int width = values.length / captures.size();
    Tensor rows = Tensor.of(Shape.of(captures.size(), width), values);
    node.release(rows, captures);
    return rows.toArray();
  }

  static Stream<Mechanism> mechanisms() {
    return Stream.of(
        RandomizedResponse.of(BOUNDS, 2, 0.2, 0.1),
        RandomizedResponse.of(BOUNDS, 5, 0.2, 0.1),
        new RandomizedResponse(CODEBOOK, 0.2, 0.1),
        new GaussianNoise(BOUNDS, 0.3, 0.4));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "mechanisms.csv")
  void release_permanentLayer_isWhatPythonMakesOfTheDescription(
      String key,
      String manifest,
      String capture,
      String kind,
      int levels,
      double strength,
      String ends,
      String feature,
      String expected,
      @Nullable String codewords) {
    List<Interval> bounds = new ArrayList<>();
    double[] numbers =
        Arrays.stream(ends.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    for (int i = 0; i < numbers.length; i += 2) {
      bounds.add(new Interval(numbers[i], numbers[i + 1]));
    }
    Mechanism mechanism =
        kind.equals("gaussian")
            ? new GaussianNoise(bounds, strength, 0)
            : new RandomizedResponse(quantizer(bounds, levels, codewords), strength, 0);
    LocalRandomizer node =
        LocalRandomizer.of(
            mechanism, Digest.ofHex(manifest), NoiseKey.of(HexFormat.of().parseHex(key)));
    float[] wanted = floats(expected);

    float[] made = released(node, List.of(Digest.ofHex(capture)), floats(feature));

    // Libraries may differ in the last place of a logarithm or cosine, and so in that of a float.
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], made[i], Math.ulp(wanted[i]));
    }
  }

  private static Quantizer quantizer(
      List<Interval> bounds, int alphabet, @Nullable String codewords) {
    if (codewords == null) {
      return new Quantizer.Uniform(bounds, alphabet);
    }
    List<Double> numbers =
        Arrays.stream(codewords.split(" ", -1)).map(Double::parseDouble).toList();
    int values = bounds.size();
    return new Quantizer.Vector(
        bounds,
        IntStream.range(0, alphabet)
            .mapToObj(word -> numbers.subList(word * values, (word + 1) * values))
            .toList());
  }

  private static float[] floats(String text) {
    String[] words = text.split(" ", -1);
    float[] floats = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      floats[i] = (float) Double.parseDouble(words[i]);
    }
    return floats;
  }

  /** Both layers alone, and together: σ is then the root of the sum of squares, 0.5. */
  @Test
  void release_gaussian_isNormalAndIndependentFromCaptureToCapture() {
    for (double[] sigmas : new double[][] {{0.5, 0}, {0, 0.5}, {0.3, 0.4}}) {
      List<Interval> eight = java.util.Collections.nCopies(WIDTH, new Interval(-1, 1));
      Tensor rows = Tensor.allocate(Shape.of(ROWS, WIDTH));
      node(new GaussianNoise(eight, sigmas[0], sigmas[1]), 1).release(rows, captures(0, ROWS));
      double[][] noise = new double[ROWS][WIDTH];
      for (int i = 0; i < ROWS * WIDTH; i++) {
        noise[i / WIDTH][i % WIDTH] = rows.buffer().get(i) / 0.5;
      }

      assertEquals("", Normality.complaint(noise).orElse(""));
    }
  }

  /** Real randomness: at 6 standard errors a share is off by chance once in 10⁹ runs. */
  @Test
  void release_response_replacesAsOftenAsItSaysAllOthersAlike() {
    int levels = 5;
    RandomizedResponse response = RandomizedResponse.of(BOUNDS, levels, 0.2, 0.1);
    int count = 200_000;
    float[] values = new float[count];
    Arrays.fill(values, 0.5f); // The fourth of five levels: -1, -.5, 0, .5, 1.
    int[] seen = new int[levels];

    for (float value : released(node(response, 3), captures(0, count), values)) {
      seen[Math.round((value + 1) / 0.5f)]++;
    }

    for (int level = 0; level < levels; level++) {
      double share = level == 3 ? 1 - response.flip() : response.flip() / (levels - 1);
      double error = Math.sqrt(share * (1 - share) / count);
      assertEquals(share, (double) seen[level] / count, 6 * error, "level " + level);
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void release_permanentLayerOnly_answersTheSameForEver(Mechanism mechanism) {
    Mechanism permanent =
        mechanism instanceof RandomizedResponse r
            ? new RandomizedResponse(r.quantizer(), 0.3, 0)
            : new GaussianNoise(BOUNDS, 0.3, 0);
    float[] values = new float[100];

    float[] first = released(node(permanent, 1), captures(0, 100), values);

    assertArrayEquals(first, released(node(permanent, 1), captures(0, 100), values));
    assertFalse(Arrays.equals(first, released(node(permanent, 2), captures(0, 100), values)));
  }

  /**
   * The pseudonym of a cell is gone: a hundred captures of one and the same feature are not
   * answered alike, so that no known capture gives another one away.
   */
  @ParameterizedTest
  @MethodSource("mechanisms")
  void release_equalFeaturesOfManyCaptures_haveDrawsOfTheirOwn(Mechanism mechanism) {
    Set<Float> answers = new TreeSet<>();
    for (float answer : released(node(mechanism, 1), captures(0, 400), new float[400])) {
      answers.add(answer);
    }

    // Of 400 numbers in single precision two are alike by chance once in a hundred runs, and three
    // pairs of them once in ten million.
    int distinct =
        mechanism instanceof RandomizedResponse response ? response.quantizer().alphabet() : 398;
    assertTrue(answers.size() >= distinct, answers::toString);
  }

  /** Asked 4,000 times, the mean settles on the permanent draw and not on the feature. */
  @Test
  void release_askedAgain_wearsDownTheFreshLayerOnly() {
    GaussianNoise noise = new GaussianNoise(BOUNDS, 0.5, 0.5);
    LocalRandomizer node = node(noise, 1);
    double square = 0;
    for (int capture = 0; capture < 40; capture++) {
      double sum = 0;
      for (int answer = 0; answer < 400; answer++) {
        sum += released(node, captures(capture, 1), 0f)[0];
      }
      square += sum / 400 * sum / 400 / 40;
    }

    // 0.25 and 0.25 / 400; the mean of 40 such squares has a standard error of .056.
    assertEquals(0.2506, square, 6 * 0.056);
  }

  @Test
  void release_anotherManifest_sharesNoDraw() {
    GaussianNoise noise = new GaussianNoise(BOUNDS, 0.5, 0);
    Digest other = Digest.of(new byte[] {2});
    LocalRandomizer elsewhere = LocalRandomizer.of(noise, other, key(1));

    assertFalse(
        Arrays.equals(
            released(node(noise, 1), captures(0, 1), 0f), released(elsewhere, captures(0, 1), 0f)));
  }

  @Test
  void release_valuesOutOfBounds_areClampedFirst() {
    GaussianNoise little = new GaussianNoise(BOUNDS, 1e-9, 0);
    float[] wild = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0x1p44f, -5, 0.25f
    };

    float[] sent = released(node(little, 1), captures(0, 6), wild);

    assertArrayEquals(new float[] {-1, 1, -1, 1, -1, 0.25f}, sent, 1e-6f);
  }

  @Test
  void release_response_sendsNothingButLevels() {
    RandomizedResponse response = RandomizedResponse.of(BOUNDS, 3, 0.1, 0.1);
    float[] wild = {Float.NaN, Float.POSITIVE_INFINITY, 1e30f, -0.4f, 0.6f, -9};

    for (float value : released(node(response, 1), captures(0, 6), wild)) {
      assertTrue(value == -1 || value == 0 || value == 1, () -> String.valueOf(value));
    }
  }

  /** A value of each node's own, out of bounds or no number: nothing but codewords leaves. */
  @Test
  void release_codewords_sendsTheNearestOrAnother() {
    float[] wild = {Float.NaN, Float.POSITIVE_INFINITY, -1e30f, -0.2f, 0.3f, 9};
    LocalRandomizer never = node(new RandomizedResponse(CODEBOOK, 0, 0), 1);

    float[] nearest = {-0.5f, 0.75f, -0.5f, -0.5f, 0.25f, 0.75f};
    assertArrayEquals(nearest, released(never, captures(0, 6), wild));
    for (float value :
        released(node(new RandomizedResponse(CODEBOOK, 0.3, 0.3), 1), captures(0, 6), wild)) {
      assertTrue(value == -0.5f || value == 0.25f || value == 0.75f, () -> String.valueOf(value));
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void release_rowsThatDoNotFit_areRefused(Mechanism mechanism) {
    LocalRandomizer node = node(mechanism, 1);
    for (Shape shape : List.of(Shape.of(2), Shape.of(2, 2), Shape.of(1, 1), Shape.of(2, 1, 1))) {
      Tensor rows = Tensor.allocate(shape);
      assertThrows(IllegalArgumentException.class, () -> node.release(rows, captures(0, 2)));
    }
  }

  @Test
  void clamp_rows_areWhatNoiseIsAddedTo() {
    Tensor rows = Tensor.of(Shape.of(4, 1), -3, -0.2f, 0.2f, Float.NaN);
    Tensor levels = Tensor.of(Shape.of(4, 1), -3, -0.2f, 0.2f, Float.NaN);

    LocalRandomizer.clamp(new GaussianNoise(BOUNDS, 1, 0), rows);
    LocalRandomizer.clamp(RandomizedResponse.of(BOUNDS, 2, 0.1, 0), levels);

    assertArrayEquals(new float[] {-1, -0.2f, 0.2f, -1}, rows.toArray());
    assertArrayEquals(new float[] {-1, -1, 1, -1}, levels.toArray());
  }
}

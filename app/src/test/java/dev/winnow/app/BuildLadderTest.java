package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code winnow build --data}: embeddings learned from portraits of twelve people. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class BuildLadderTest {
  @TempDir private static Path folder;
  private static Path portraits;
  private static Path network;

  @BeforeAll
  static void paint() {
    SmilingPeople people = SmilingPeople.in(folder);
    portraits = people.portraits();
    network = people.network();
  }

  /** The defaults of the tests, with other options in their place; an empty one leaves it out. */
  private static Run build(Path out, Object... given) {
    Map<Object, Object> options = new LinkedHashMap<>();
    options.put("--data", portraits);
    options.put("--primary", "smile");
    options.put("--cut", SmileNetwork.CUT);
    options.put("--dims", 4);
    options.put("--epochs", 1);
    options.put("--encoder-epochs", 1);
    options.put("--threads", 1);
    for (int i = 0; i < given.length; i += 2) {
      options.put(given[i], given[i + 1]);
    }
    options.values().removeIf(""::equals);
    List<Object> words = new ArrayList<>(List.of("build", "--json", "--model", network));
    words.addAll(List.of("--name", "smile", "--out", out));
    options.forEach((name, value) -> words.addAll(List.of(name, value)));
    return Run.of(words.toArray());
  }

  private static Map<String, byte[]> files(Path out) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("build.json")) // It names the folder.
          .forEach(file -> files.put(out.relativize(file).toString(), bytes(file)));
    }
    return files;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void build_allEmbeddingsTwice_givesTheSameBytesAndSaysWhatTheyAre() throws IOException {
    Run run = build(folder.resolve("one"), "--embedding", "all", "--epsilon", 4);
    assertEquals(ExitCode.OK, run.code(), run.err());
    Run again = build(folder.resolve("two"), "--embedding", "all", "--epsilon", 4);
    assertEquals(ExitCode.OK, again.code(), again.err());

    Map<String, byte[]> first = files(folder.resolve("one"));
    Map<String, byte[]> second = files(folder.resolve("two"));
    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(json, new ObjectMapper().readTree(folder.resolve("one/build.json").toFile()));
    assertEquals(8, json.get("embeddings").size());
    assertShares(json.at("/controls/raw"), "knn", "logistic", "mlp");
    assertShares(json.at("/controls/label"), "knn", "logistic", "mlp");
    assertShares(json.get("original"), "plain", "balanced");
    json.get("embeddings").forEach(BuildLadderTest::assertEntry);
  }

  private static void assertEntry(JsonNode entry) {
    assertShares(entry.get("accuracy"), "plain", "balanced");
    assertShares(entry.get("identity"), "knn", "logistic", "mlp");
    assertTrue(entry.get("leakage").isNumber(), entry.toString());
    assertEquals(4 * entry.get("dims").asInt(), entry.get("bytes").asInt());
    ExtractorPackage written = ExtractorPackage.read(Path.of(entry.get("extractor").asText()));
    assertEquals(entry.get("cut").asText(), written.manifest().network().cut().tensor());
    assertEquals(entry.get("embedding").asText(), written.manifest().network().embedding().word());
    boolean noisy = written.manifest().network().mechanism().isPresent();
    for (String key : List.of("clip", "strength", "mechanism", "bits")) {
      assertEquals(noisy, entry.has(key), key + " of " + entry);
    }
  }

  private static void assertShares(JsonNode scores, String... names) {
    for (String name : names) {
      double share = scores.get(name).asDouble(Double.NaN);
      assertTrue(share >= 0 && share <= 1, name + " of " + scores);
    }
  }

  /** The simple embedding is the network itself, so its accuracy is the network's. */
  @Test
  void build_simple_isRightAsOftenAsTheNetwork() throws IOException {
    Run run = build(folder.resolve("simple"));

    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(json.at("/original"), json.at("/embeddings/0/accuracy"));
    assertTrue(json.at("/original/plain").asDouble() > 0.9, run.out());
  }

  /** What the edge pays and what it costs in accuracy stand beside the network as it is. */
  @Test
  void build_smallerImages_costsTheEdgeLessThanTheWholeNetworkDoes() throws IOException {
    JsonNode whole = json(build(folder.resolve("whole"), "--embedding", "reduced"));
    JsonNode small =
        json(build(folder.resolve("small"), "--embedding", "reduced", "--resolution", "48x48"));

    assertEquals(whole.get("original"), small.get("original"));
    double share = small.at("/embeddings/0/edgeShare").asDouble();
    assertEquals(whole.at("/embeddings/0/edgeShare").asDouble() * 48 * 48 / (64 * 64), share, 0.01);
    ExtractorPackage written =
        ExtractorPackage.read(Path.of(small.at("/embeddings/0/extractor").asText()));
    assertEquals(share, written.manifest().network().cut().edgeShare());
    assertEquals(Shape.of(3, 48, 48), written.manifest().preprocessing().shape());
    assertTrue(small.at("/embeddings/0/accuracy/balanced").asDouble() > 0.6, small.toString());
  }

  private static JsonNode json(Run run) throws IOException {
    assertEquals(ExitCode.OK, run.code(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void build_resolutionThatIsNone_isAUsageError() {
    assertRefused(
        ExitCode.USAGE,
        build(folder.resolve("none"), "--resolution", "80"),
        "--resolution is 80 and must be a width and a height in pixels such as 80x80");
  }

  /** With a clip that is given, and with one that is chosen too. */
  @ParameterizedTest
  @CsvSource({"--noise, 1", "--epsilon, auto"})
  void build_auto_choosesWhatTellsLeastWithinTheLossItMaySpend(String option, String clip)
      throws IOException {
    Run run =
        build(
            folder.resolve("auto" + option),
            "--embedding",
            "reduced",
            option,
            "auto",
            "--clip",
            clip,
            "--max-loss",
            100);

    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode randomised = new ObjectMapper().readTree(run.out()).at("/embeddings/1");
    // All may be spent, so the strongest there is to choose is chosen.
    double strongest =
        option.equals("--noise")
            ? Collections.max(NoiseSearchSpace.RATIOS)
            : Collections.min(NoiseSearchSpace.EPSILONS);
    assertEquals(strongest, randomised.get("strength").asDouble());
  }

  /** Two classes take one number. */
  @Test
  void build_noDims_takesOneLessThanClasses() throws IOException {
    Run run = build(folder.resolve("dims"), "--embedding", "reduced", "--dims", "");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(1, new ObjectMapper().readTree(run.out()).at("/embeddings/0/dims").asInt());
  }

  private static void assertRefused(int code, Run run, String... parts) {
    assertEquals(code, run.code(), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
    for (String part : parts) {
      assertTrue(run.err().contains(part), run.err());
    }
  }

  private static Path set(String name, String csv) throws IOException {
    Path set = Files.createDirectories(folder.resolve(name));
    Files.copy(portraits.resolve("dataset.json"), set.resolve("dataset.json"));
    String there = portraits.toString().replace("\\", "/");
    Files.writeString(set.resolve("samples.csv"), csv);
    String card = Files.readString(set.resolve("dataset.json"));
    Files.writeString(
        set.resolve("dataset.json"), card.replaceFirst("\\{", "{\"root\":\"" + there + "\","));
    return set;
  }

  /** The samples of the portraits whose line is kept. */
  private static String csv(Predicate<String> kept) throws IOException {
    List<String> lines = Files.readAllLines(portraits.resolve("samples.csv"));
    List<String> chosen = new ArrayList<>(List.of(lines.get(0)));
    lines.stream().skip(1).filter(kept).forEach(chosen::add);
    return String.join("\n", chosen) + "\n";
  }

  @Test
  void build_columnThatIsMissing_isRefused() {
    assertRefused(
        ExitCode.FAILED,
        build(folder.resolve("x"), "--primary", "grin"),
        "no column \"grin\"; name one of identity, smile, glasses, hair");
    assertRefused(
        ExitCode.FAILED,
        build(folder.resolve("x"), "--sensitive", "name"),
        "no column \"name\"; name one of");
  }

  @Test
  void build_oneClassOnly_isRefused() throws IOException {
    Path neutral = set("neutral", csv(line -> line.contains("neutral")));

    Run run = build(folder.resolve("x"), "--data", neutral, "--embedding", "advanced");

    assertRefused(ExitCode.FAILED, run, "only one class in the column \"smile\"", "it takes two");
  }

  @Test
  void build_peopleOfASingleImage_isRefused() throws IOException {
    Path single = set("single", csv(line -> line.contains("/00.png")));

    Run run = build(folder.resolve("x"), "--data", single);

    assertRefused(
        ExitCode.FAILED, run, "0 of the test part have at least 5 samples", "people with more");
  }

  @Test
  void build_partWithoutSamples_isRefused() throws IOException {
    Path untested = set("untrained", csv(line -> !line.endsWith(",train")));

    Run run = build(folder.resolve("x"), "--data", untested, "--embedding", "advanced");

    assertRefused(ExitCode.FAILED, run, "no training samples with a label in the column \"smile\"");
  }

  @Test
  void build_batchOfOne_isAUsageError() {
    assertRefused(
        ExitCode.USAGE,
        build(folder.resolve("x"), "--batch", 1, "--embedding", "siamese"),
        "batch",
        "at least 2");
  }

  @Test
  void build_cutThatIsTheOutput_isRefused() {
    Run run = build(folder.resolve("x"), "--cut", "probabilities", "--embedding", "advanced");

    assertRefused(ExitCode.FAILED, run, "probabilities", "is an output", "cut before it");
  }
}

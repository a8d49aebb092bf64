package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What an extractor package says about its extractor, and all that the edge needs to know.
 *
 * @param name of the service, which is also the analyzer's model name: letters, digits, {@code -},
 *     {@code _} and {@code .}, starting with a letter or digit, at most 64
 * @param version of the analyzer's model, a positive number in digits
 * @param preprocessing of a capture
 * @param input name of the extractor's input tensor
 * @param cut where the network was cut
 * @param embedding how the feature was made
 * @param feature what crosses the network
 * @param clip how many training standard deviations a reduced coordinate may lie from its centre,
 *     positive; the extractor sees to it. Empty if the feature is not limited
 * @param mechanism that randomises the feature on the edge, which must then be a flat row of as
 *     many values as the mechanism has bounds; empty if it is sent as it is
 * @param answers what the analyzer answers: one, or one for each of a network's heads, with names
 *     of their own
 * @param extractorDigest of {@code extractor.onnx}
 * @param analyzerDigest of the analyzer's {@code model.onnx}
 * @param provenance of the package
 */
public record Manifest(
    String name,
    String version,
    InputSpec preprocessing,
    String input,
    CutPoint cut,
    Embedding embedding,
    Feature feature,
    OptionalDouble clip,
    Optional<Mechanism> mechanism,
    List<Answer> answers,
    Digest extractorDigest,
    Digest analyzerDigest,
    Provenance provenance) {
  private static final String FORMAT = "winnow-extractor/2";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /** Where the network was cut: the tensor, and the layer and operator that make it. */
  public record CutPoint(String tensor, String layer, String op) {}

  /** The tensor that crosses the network: its name and the shape of one sample, 32-bit floats. */
  public record Feature(String name, Shape shape) {
    /** Bytes of one sample on the wire, without the protocol around it. */
    public int bytes() {
      return shape.size() * Float.BYTES;
    }
  }

  /** The analyzer's output tensor and the names of its classes, which may be none. */
  public record Answer(String name, List<String> labels) {
    public Answer {
      labels = List.copyOf(labels);
    }

    /** The name of a class, or its number if the classes have no names. */
    public String label(int number) {
      return labels.isEmpty() ? String.valueOf(number) : labels.get(number);
    }
  }

  /**
   * @throws IllegalArgumentException if the name or the version is not of its form, the clip is out
   *     of its range, the mechanism does not fit the feature, or the answers do not have a name
   *     each
   */
  public Manifest {
    answers = List.copyOf(answers);
    if (answers.isEmpty()
        || answers.stream().map(Answer::name).distinct().count() < answers.size()) {
      throw new IllegalArgumentException(
          "there must be answers with a name each: " + answers.stream().map(Answer::name).toList());
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name must be 1 to 64 letters, digits, - _ or . and start with a letter or digit: "
              + name);
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("the version must be a positive number: " + version);
    }
    if (clip.isPresent() && !(Double.isFinite(clip.getAsDouble()) && clip.getAsDouble() > 0)) {
      throw new IllegalArgumentException("the clip must be positive: " + clip.getAsDouble());
    }
    mechanism.ifPresent(randomising -> requireFit(randomising, feature));
  }

  /**
   * What a package says whose feature is neither clipped nor randomised.
   *
   * @throws IllegalArgumentException if the name or the version is not of its form
   */
  public Manifest(
      String name,
      String version,
      InputSpec preprocessing,
      String input,
      CutPoint cut,
      Embedding embedding,
      Feature feature,
      List<Answer> answers,
      Digest extractorDigest,
      Digest analyzerDigest,
      Provenance provenance) {
    this(
        name,
        version,
        preprocessing,
        input,
        cut,
        embedding,
        feature,
        OptionalDouble.empty(),
        Optional.empty(),
        answers,
        extractorDigest,
        analyzerDigest,
        provenance);
  }

  /**
   * This manifest of an extractor that clips its feature.
   *
   * @throws IllegalArgumentException if the clip is not positive
   */
  public Manifest withClip(double deviations) {
    return with(OptionalDouble.of(deviations), mechanism);
  }

  /**
   * This manifest with a mechanism that the edge must apply.
   *
   * @throws IllegalArgumentException if it does not fit the feature
   */
  public Manifest withMechanism(Mechanism randomising) {
    return with(clip, Optional.of(randomising));
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("format", FORMAT).put("name", name).put("version", version);
    json.set("preprocessing", preprocessing.toJson());
    json.put("input", input);
    json.putObject("cut").put("tensor", cut.tensor).put("layer", cut.layer).put("op", cut.op);
    json.put("embedding", embedding.word());
    ObjectNode crossing = json.putObject("feature");
    crossing.put("name", feature.name).put("type", "FP32");
    feature.shape.dims().forEach(crossing.putArray("shape")::add);
    clip.ifPresent(deviations -> json.put("clip", deviations));
    mechanism.ifPresent(randomising -> json.set("mechanism", randomising.toJson()));
    ArrayNode answered = json.putArray("answers");
    for (Answer answer : answers) {
      ObjectNode one = answered.addObject().put("name", answer.name);
      answer.labels.forEach(one.putArray("labels")::add);
    }
    ObjectNode digests = json.putObject("digests");
    digests.put("extractor", extractorDigest.text()).put("analyzer", analyzerDigest.text());
    json.set("provenance", provenance.toJson());
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  public static Manifest fromJson(byte[] utf8) {
    StrictObject fields = Json.readObject("manifest.json", utf8);
    if (!fields.text("format").equals(FORMAT)) {
      throw fields.invalid("format", "must be " + FORMAT + "; use a newer winnow");
    }
    try {
      Manifest read = read(fields);
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("manifest.json is out of range: " + e.getMessage());
    }
  }

  private static Manifest read(StrictObject fields) {
    StrictObject digests = fields.object("digests");
    Manifest read =
        new Manifest(
            fields.text("name"),
            fields.text("version"),
            InputSpec.fromJson(fields.object("preprocessing")),
            fields.text("input"),
            cut(fields.object("cut")),
            EnumJson.read(fields, "embedding", Embedding.class),
            feature(fields.object("feature")),
            fields.has("clip") ? OptionalDouble.of(fields.number("clip")) : OptionalDouble.empty(),
            fields.has("mechanism")
                ? Optional.of(Mechanism.fromJson(fields.object("mechanism")))
                : Optional.empty(),
            fields.objects("answers").stream().map(Manifest::answer).toList(),
            digests.digest("extractor"),
            digests.digest("analyzer"),
            Provenance.fromJson(fields.object("provenance")));
    digests.end();
    return read;
  }

  private static CutPoint cut(StrictObject fields) {
    CutPoint cut = new CutPoint(fields.text("tensor"), fields.text("layer"), fields.text("op"));
    fields.end();
    return cut;
  }

  private static Feature feature(StrictObject fields) {
    if (!fields.text("type").equals("FP32")) {
      throw fields.invalid("type", "must be FP32");
    }
    Feature feature = new Feature(fields.text("name"), new Shape(fields.integerList("shape")));
    fields.end();
    return feature;
  }

  private static Answer answer(StrictObject fields) {
    Answer answer = new Answer(fields.text("name"), fields.textList("labels"));
    fields.end();
    return answer;
  }

  private Manifest with(OptionalDouble otherClip, Optional<Mechanism> otherMechanism) {
    return new Manifest(
        name,
        version,
        preprocessing,
        input,
        cut,
        embedding,
        feature,
        otherClip,
        otherMechanism,
        answers,
        extractorDigest,
        analyzerDigest,
        provenance);
  }

  private static void requireFit(Mechanism mechanism, Feature feature) {
    if (!feature.shape.equals(Shape.of(mechanism.values()))) {
      throw new IllegalArgumentException(
          "a mechanism for a flat row of %d values does not fit the feature %s of the shape %s"
              .formatted(mechanism.values(), feature.name, feature.shape));
    }
  }

  byte[] toBytes() {
    return Json.pretty(toJson()).getBytes(StandardCharsets.UTF_8);
  }
}

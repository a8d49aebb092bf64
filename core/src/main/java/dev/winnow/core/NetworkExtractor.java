package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first part of a network that was cut in two.
 *
 * @param input name of its input tensor
 * @param cut where the network was cut
 * @param embedding how the feature was made
 * @param feature what crosses the network
 * @param mechanism that randomises the feature on the edge, which must then be a flat row of as
 *     many values as the mechanism has bounds; empty if it is sent as it is
 * @param digest of {@code extractor.onnx}
 */
public record NetworkExtractor(
    String input,
    CutPoint cut,
    Embedding embedding,
    Feature feature,
    Optional<Mechanism> mechanism,
    Digest digest)
    implements ExtractorSpec {
  /** The file of the package that holds it. */
  public static final String FILE = "extractor.onnx";

  static final String WORD = "network";

  /**
   * Where the network was cut.
   *
   * @param tensor that crosses
   * @param layer that makes it
   * @param op the layer's operator
   * @param edgeShare multiply-accumulates before the cut over those of the whole network, from 0 to
   *     1: what the edge pays
   * @param states that the part before the cut keeps from one chunk of a source to the next; of
   *     most networks none
   */
  public record CutPoint(
      String tensor, String layer, String op, double edgeShare, List<RecurrentState> states) {
    /**
     * @throws IllegalArgumentException if the edge's share is out of its range
     */
    public CutPoint {
      states = List.copyOf(states);
      if (!(edgeShare >= 0 && edgeShare <= 1)) {
        throw new IllegalArgumentException("the edge's share must be from 0 to 1: " + edgeShare);
      }
    }

    /** A cut through a network that remembers nothing. */
    public CutPoint(String tensor, String layer, String op, double edgeShare) {
      this(tensor, layer, op, edgeShare, List.of());
    }
  }

  /**
   * The tensor that crosses the network, in 32-bit floats.
   *
   * @param name of the tensor
   * @param shape of one sample
   * @param clip how many training standard deviations a reduced coordinate may lie from its centre,
   *     positive; the extractor sees to it. Empty if the feature is not limited
   */
  public record Feature(String name, Shape shape, OptionalDouble clip) {
    /**
     * @throws IllegalArgumentException if the clip is not positive
     */
    public Feature {
      if (clip.isPresent() && !(Double.isFinite(clip.getAsDouble()) && clip.getAsDouble() > 0)) {
        throw new IllegalArgumentException("the clip must be positive: " + clip.getAsDouble());
      }
    }

    /** A feature that is not limited. */
    public Feature(String name, Shape shape) {
      this(name, shape, OptionalDouble.empty());
    }

    /** Bytes of one sample on the wire, without the protocol around it. */
    public int bytes() {
      return shape.size() * Float.BYTES;
    }
  }

  /**
   * @throws IllegalArgumentException if the mechanism does not fit the feature
   */
  public NetworkExtractor {
    if (mechanism.isPresent() && !feature.shape.equals(Shape.of(mechanism.get().values()))) {
      throw new IllegalArgumentException(
          "a mechanism for a flat row of %d values does not fit the feature %s of the shape %s"
              .formatted(mechanism.get().values(), feature.name, feature.shape));
    }
  }

  /** One that sends its feature as it is. */
  public NetworkExtractor(
      String input, CutPoint cut, Embedding embedding, Feature feature, Digest digest) {
    this(input, cut, embedding, feature, Optional.empty(), digest);
  }

  /** This extractor with a mechanism that the edge must apply. */
  public NetworkExtractor withMechanism(Mechanism randomising) {
    return new NetworkExtractor(input, cut, embedding, feature, Optional.of(randomising), digest);
  }

  /**
   * What the extractor keeps from one chunk of a source to the next. An audit begins each chunk
   * anew: what features tell of earlier chunks beside their own is bounded by the mechanism, for
   * each answer, and measured by no attack.
   */
  public List<RecurrentState> states() {
    return cut.states;
  }

  @Override
  public SortedMap<String, Digest> files() {
    return new TreeMap<>(Map.of(FILE, digest));
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("kind", WORD).put("input", input);
    json.putObject("cut")
        .put("tensor", cut.tensor)
        .put("layer", cut.layer)
        .put("op", cut.op)
        .put("edge-share", cut.edgeShare);
    if (!cut.states.isEmpty()) {
      RecurrentState.write(cut.states, json.putArray("states"));
    }
    json.put("embedding", embedding.word());
    ObjectNode crossing = json.putObject("feature");
    crossing.put("name", feature.name).put("type", "FP32");
    feature.shape.dims().forEach(crossing.putArray("shape")::add);
    feature.clip.ifPresent(deviations -> crossing.put("clip", deviations));
    mechanism.ifPresent(randomising -> json.set("mechanism", randomising.toJson()));
    return json.put("digest", digest.text());
  }

  static NetworkExtractor read(StrictObject fields) {
    return new NetworkExtractor(
        fields.text("input"),
        cut(
            fields.object("cut"),
            fields.has("states") ? RecurrentState.read(fields.objects("states")) : List.of()),
        EnumJson.read(fields, "embedding", Embedding.class),
        feature(fields.object("feature")),
        fields.has("mechanism")
            ? Optional.of(Mechanism.fromJson(fields.object("mechanism")))
            : Optional.empty(),
        fields.digest("digest"));
  }

  private static CutPoint cut(StrictObject fields, List<RecurrentState> states) {
    CutPoint cut =
        new CutPoint(
            fields.text("tensor"),
            fields.text("layer"),
            fields.text("op"),
            fields.number("edge-share"),
            states);
    fields.end();
    return cut;
  }

  private static Feature feature(StrictObject fields) {
    if (!fields.text("type").equals("FP32")) {
      throw fields.invalid("type", "must be FP32");
    }
    Feature feature =
        new Feature(
            fields.text("name"),
            new Shape(fields.integerList("shape")),
            fields.has("clip") ? OptionalDouble.of(fields.number("clip")) : OptionalDouble.empty());
    fields.end();
    return feature;
  }
}

package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an extractor package says about its extractor, and all that the edge needs to know.
 *
 * @param name of the service, which is also the analyzer's model name: letters, digits, {@code -},
 *     {@code _} and {@code .}, starting with a letter or digit, at most 64
 * @param version of the analyzer's model, a positive number in digits
 * @param preprocessing of a capture; of a filter the largest that leaves it
 * @param extractor what runs on the edge
 * @param analyzer what runs in the cloud
 * @param provenance of the package
 */
public record Manifest(
    String name,
    String version,
    InputSpec preprocessing,
    ExtractorSpec extractor,
    AnalyzerSpec analyzer,
    Provenance provenance) {
  private static final String FORMAT = "winnow-extractor/4";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /**
   * @throws IllegalArgumentException if the name or the version is not of its form
   */
  public Manifest {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name must be 1 to 64 letters, digits, - _ or . and start with a letter or digit: "
              + name);
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("the version must be a positive number: " + version);
    }
  }

  /**
   * The extractor as a filter of captures.
   *
   * @throws UnsupportedPackageException if it is part of a network
   */
  public CaptureFilter filter() {
    if (extractor instanceof CaptureFilter filter) {
      return filter;
    }
    throw new UnsupportedPackageException(
        "%s is part of a network, and only capture filters can be run here".formatted(name));
  }

  /**
   * The extractor as one half of a network.
   *
   * @throws UnsupportedPackageException if it is a capture filter
   */
  public NetworkExtractor network() {
    if (extractor instanceof NetworkExtractor network) {
      return network;
    }
    throw new UnsupportedPackageException(
        "%s is a capture filter, and only extractors that are part of a network can be run here"
            .formatted(name));
  }

  /**
   * The heads as classifiers.
   *
   * @throws UnsupportedPackageException if one of them is none
   */
  public List<OutputHead.Classification> classifications() {
    return analyzer.heads().stream().map(this::classification).toList();
  }

  /**
   * The heads, each of which answers with a row of numbers: classifications and regressions.
   *
   * @throws UnsupportedPackageException if one of them answers otherwise
   */
  public List<OutputHead> numericHeads() {
    for (OutputHead head : analyzer.heads()) {
      if (!(head instanceof OutputHead.Classification || head instanceof OutputHead.Regression)) {
        throw unreadable(head, "classification and regression");
      }
    }
    return analyzer.heads();
  }

  private OutputHead.Classification classification(OutputHead head) {
    if (head instanceof OutputHead.Classification classes) {
      return classes;
    }
    throw unreadable(head, "classification");
  }

  private UnsupportedPackageException unreadable(OutputHead head, String readable) {
    return new UnsupportedPackageException(
        "the output %s of %s is of the type %s, and only %s can be read here"
            .formatted(head.name(), name, head.word(), readable));
  }

  /**
   * This manifest with a mechanism that the edge must apply.
   *
   * @throws IllegalArgumentException if it does not fit the feature
   * @throws UnsupportedPackageException if the extractor is a capture filter
   */
  public Manifest withMechanism(Mechanism randomising) {
    return new Manifest(
        name, version, preprocessing, network().withMechanism(randomising), analyzer, provenance);
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("format", FORMAT).put("name", name).put("version", version);
    json.set("preprocessing", preprocessing.toJson());
    json.set("extractor", extractor.toJson());
    json.set("analyzer", analyzer.toJson());
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
      throw fields.invalid(
          "format", "must be " + FORMAT + "; build the package again, or use a newer winnow");
    }
    try {
      Manifest read =
          new Manifest(
              fields.text("name"),
              fields.text("version"),
              InputSpec.fromJson(fields.object("preprocessing")),
              ExtractorSpec.fromJson(fields.object("extractor")),
              AnalyzerSpec.fromJson(fields.object("analyzer")),
              Provenance.fromJson(fields.object("provenance")));
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("manifest.json is out of range: " + e.getMessage());
    }
  }

  byte[] toBytes() {
    return Json.pretty(toJson()).getBytes(StandardCharsets.UTF_8);
  }
}

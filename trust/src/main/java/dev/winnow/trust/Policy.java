package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.EnumJson;
import dev.winnow.core.ExtractorSpec;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A privacy standard: what an extractor's audit must have found for its features to leave a device.
 * A file of YAML for people, JSON inside certificates.
 *
 * @param id how people refer to it; names that begin with {@value #RESERVED} are those of the
 *     standards that Winnow comes with; another text of such a name is neither read nor trusted
 * @param about what it is for, at most 2,000 characters
 * @param effort the least that an audit must have taken
 * @param judge which number of a finding must meet the limits
 * @param validDays how long a certificate holds, 1 to 3,650
 * @param requirements 1 to 200, all of which must be met
 */
public record Policy(
    PolicyId id,
    String about,
    Effort effort,
    JudgedStatistic judge,
    int validDays,
    List<Requirement> requirements) {
  /** How the names of built-in standards begin, in capitals too. */
  static final String RESERVED = "winnow-";

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Policy {
    requirements = List.copyOf(requirements);
    require(about.length() <= 2000, "about must be at most 2000 characters");
    require(
        validDays >= 1 && validDays <= 3650, "valid-days must be from 1 to 3650, not " + validDays);
    require(
        !requirements.isEmpty() && requirements.size() <= 200,
        "there must be 1 to 200 requirements, not " + requirements.size());
  }

  /** The policy that Winnow comes with for networks, {@code winnow-default}. */
  public static Policy standard() {
    return PolicyFile.standard();
  }

  /**
   * The policy that Winnow comes with for an extractor's kind: {@code winnow-mask} for a mask,
   * {@code winnow-voice} for a disguise of voices, else {@link #standard}.
   */
  public static Policy standardOf(ExtractorSpec extractor) {
    if (extractor instanceof CaptureFilter filter) {
      return switch (filter.method()) {
        case MASK -> PolicyFile.masks();
        case VOICE -> PolicyFile.voices();
      };
    }
    return standard();
  }

  /**
   * Reads a policy from a file of YAML.
   *
   * @throws MalformedPolicyException if the file cannot be read, is larger than 64 KiB, is no YAML,
   *     has keys that are unknown, doubled or missing, values out of their range, or a name that
   *     begins with {@value #RESERVED} and another text than the built-in standard of that name
   */
  public static Policy read(Path file) {
    return PolicyFile.read(file);
  }

  /**
   * Reads a policy from the bytes of such a file.
   *
   * @param what they are, for the error message
   * @throws MalformedPolicyException as {@link #read}, but for the size
   */
  public static Policy parse(String what, byte[] utf8) {
    return PolicyFile.parse(what, utf8);
  }

  /** What this policy says of findings. */
  public Verdict judge(List<Finding> findings, Effort taken) {
    PolicyEvaluator jury = new PolicyEvaluator(judge);
    return new Verdict(
        requirements.stream().map(requirement -> jury.judge(requirement, findings)).toList(),
        taken.compareTo(effort) >= 0
            ? Optional.empty()
            : Optional.of(
                "the audit took %s effort and the policy asks for %s; audit again with --effort %s"
                    .formatted(taken.word(), effort.word(), effort.word())),
        findings.stream()
            .map(finding -> finding.withMet(jury.met(requirements, finding)))
            .toList());
  }

  /**
   * In which points this policy asks for less than another, so that an extractor may meet this one
   * and not the other.
   *
   * <p>A requirement of the other is held to if this one has a requirement of the same metric,
   * comparison and unit whose limit is at least as strict. Another pattern of metrics is never
   * taken for it, not even one that speaks of more: what must have been measured would differ.
   *
   * @return a part of a sentence each, such as {@code it lacks identity.leakage <= 0.05}; empty if
   *     this policy is at least as strict in everything
   */
  public List<String> weakerThan(Policy standard) {
    return new Weakness(this, standard).points();
  }

  /** Whether this bears the name of a built-in standard and is none. */
  boolean isMisnamed() {
    return id.name().toLowerCase(Locale.ROOT).startsWith(RESERVED)
        && Stream.of(standard(), PolicyFile.masks(), PolicyFile.voices())
            .noneMatch(own -> digest().equals(own.digest()));
  }

  /** The digest of the JSON form, which does not depend on how the YAML was written. */
  public Digest digest() {
    return Digest.of(Json.line(toJson()).getBytes(StandardCharsets.UTF_8));
  }

  /** The JSON form, read back by {@link #fromJson}; the same keys as the YAML file. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("name", id.name()).put("version", id.version()).put("about", about);
    json.put("effort", effort.word()).put("judge", judge.word()).put("valid-days", validDays);
    ArrayNode lines = json.putArray("require");
    requirements.forEach(requirement -> lines.add(requirement.toString()));
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  public static Policy fromJson(StrictObject fields) {
    try {
      Policy read =
          new Policy(
              new PolicyId(fields.text("name"), fields.integer("version")),
              fields.text("about"),
              EnumJson.read(fields, "effort", Effort.class),
              EnumJson.read(fields, "judge", JudgedStatistic.class),
              fields.integer("valid-days"),
              fields.textList("require").stream().map(Requirement::parse).toList());
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("require", "or what is beside it is wrong: " + e.getMessage());
    }
  }

  /** Name and version, as people refer to it. */
  @Override
  public String toString() {
    return id.toString();
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}

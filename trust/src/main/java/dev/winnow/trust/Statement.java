package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.EnumJson;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.Provenance;
import dev.winnow.core.StrictObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an auditor says of an extractor: an in-toto Statement v1 about the digests of its manifest
 * and of the files that this names, before anybody has signed it.
 *
 * @param subject what it speaks of
 * @param policy that the audit was judged by, whole
 * @param outcome of the audit
 * @param validity of what it says
 * @param provenance of the audit: the digest of its data, its seed, the versions, the platform
 */
public record Statement(
    Subject subject, Policy policy, Outcome outcome, Validity validity, Provenance provenance) {
  private static final String TYPE = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://winnow.dev/certificate/v1";
  private static final String MANIFEST = "manifest.json";

  /**
   * An extractor.
   *
   * @param service name of the service, as the manifest has it
   * @param manifest digest of {@code manifest.json}, which names the analyzer's digest in turn
   * @param files digests of the files that the manifest names, by name
   */
  public record Subject(String service, Digest manifest, SortedMap<String, Digest> files) {
    public Subject {
      files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Subject of(ExtractorPackage extractor) {
      return new Subject(
          extractor.manifest().name(),
          extractor.manifestDigest(),
          extractor.manifest().extractor().files());
    }
  }

  /**
   * What came of the audit.
   *
   * @param verdict {@code pass} or {@code fail}
   * @param effort that the audit took
   * @param findings judged by the policy
   * @param settings of the adversaries, in words, by name
   */
  public record Outcome(
      String verdict, Effort effort, List<Finding> findings, Map<String, String> settings) {
    /**
     * @throws IllegalArgumentException if the verdict is no verdict
     */
    public Outcome {
      findings = List.copyOf(findings);
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
      if (!verdict.equals(Verdict.PASS) && !verdict.equals(Verdict.FAIL)) {
        throw new IllegalArgumentException("the verdict must be pass or fail, not " + verdict);
      }
    }
  }

  /**
   * When it holds.
   *
   * @param issued to the second
   * @param expires after it was issued
   */
  public record Validity(Instant issued, Instant expires) {
    /**
     * @throws IllegalArgumentException if it expires before it is issued
     */
    public Validity {
      if (!issued.isBefore(expires)) {
        throw new IllegalArgumentException(
            "it must expire after it is issued: %s to %s".formatted(issued, expires));
      }
    }

    static Validity of(Instant from, int days) {
      Instant second = from.truncatedTo(ChronoUnit.SECONDS);
      return new Validity(second, second.plus(Duration.ofDays(days)));
    }
  }

  /**
   * Judges an audit by a policy, whatever comes of it. What it states expires when the policy says.
   *
   * @param findings of the audit; what they say of being met is replaced by what the policy says
   * @param provenance with the audit's seed and the digest of its data
   */
  public static Statement of(
      ExtractorPackage extractor,
      Policy policy,
      Effort effort,
      List<Finding> findings,
      Map<String, String> settings,
      Instant issued,
      Provenance provenance) {
    Verdict verdict = policy.judge(findings, effort);
    return new Statement(
        Subject.of(extractor),
        policy,
        new Outcome(verdict.word(), effort, verdict.findings(), settings),
        Validity.of(issued, policy.validDays()),
        provenance);
  }

  /** Whether the verdict lets the extractor run. */
  public boolean passed() {
    return outcome.verdict.equals(Verdict.PASS);
  }

  /**
   * Signs this statement.
   *
   * @return the bytes of {@code certificate.dsse.json}, for {@link
   *     ExtractorPackage#withCertificate}; always the same for the same statement and key
   */
  public byte[] sign(SigningKey key) {
    return Envelope.sign(Envelope.STATEMENT, toBytes(), key).toBytes();
  }

  /** The JSON form on one line, read back by {@link #fromBytes}. */
  byte[] toBytes() {
    return Json.line(toJson()).getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode toJson() {
    ObjectNode json = Json.object().put("_type", TYPE);
    ArrayNode subjects = json.putArray("subject");
    subjects.add(subject(MANIFEST, subject.manifest));
    subject.files.forEach((name, digest) -> subjects.add(subject(name, digest)));
    json.put("predicateType", PREDICATE);
    ObjectNode predicate = json.putObject("predicate").put("service", subject.service);
    predicate.set("policy", policy.toJson());
    predicate.put("verdict", outcome.verdict).put("effort", outcome.effort.word());
    ArrayNode found = predicate.putArray("findings");
    outcome.findings.forEach(finding -> found.add(finding.toJson()));
    ObjectNode named = predicate.putObject("settings");
    outcome.settings.forEach(named::put);
    predicate.put("issued", validity.issued.toString());
    predicate.put("expires", validity.expires.toString());
    predicate.set("provenance", provenance.toJson());
    return json;
  }

  private static ObjectNode subject(String name, Digest digest) {
    ObjectNode subject = Json.object().put("name", name);
    subject.putObject("digest").put("sha256", digest.hex());
    return subject;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  static Statement fromBytes(byte[] utf8) {
    StrictObject fields = Json.readObject("the statement", utf8);
    requireText(fields, "_type", TYPE);
    requireText(fields, "predicateType", PREDICATE);
    List<StrictObject> subjects = fields.objects("subject");
    SortedMap<String, Digest> files = new TreeMap<>();
    for (StrictObject described : subjects) {
      if (files.put(described.text("name"), digest(described)) != null) {
        throw fields.invalid("subject", "must name each file once");
      }
    }
    Digest manifest = files.remove(MANIFEST);
    // A manifest need not name files: of a disguise of voices it says everything itself.
    if (manifest == null) {
      throw fields.invalid("subject", "must be %s and the files it names".formatted(MANIFEST));
    }
    StrictObject predicate = fields.object("predicate");
    fields.end();
    try {
      return read(manifest, files, predicate);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw fields.invalid("predicate", "is out of range: " + e.getMessage());
    }
  }

  private static Statement read(
      Digest manifest, SortedMap<String, Digest> files, StrictObject predicate) {
    Statement read =
        new Statement(
            new Subject(predicate.text("service"), manifest, files),
            Policy.fromJson(predicate.object("policy")),
            new Outcome(
                predicate.text("verdict"),
                EnumJson.read(predicate, "effort", Effort.class),
                predicate.objects("findings").stream().map(Finding::fromJson).toList(),
                predicate.texts("settings")),
            new Validity(
                Instant.parse(predicate.text("issued")), Instant.parse(predicate.text("expires"))),
            Provenance.fromJson(predicate.object("provenance")));
    predicate.end();
    return read;
  }

  private static Digest digest(StrictObject fields) {
    StrictObject digests = fields.object("digest");
    Digest digest = hex(digests, "sha256");
    digests.end();
    fields.end();
    return digest;
  }

  private static Digest hex(StrictObject fields, String name) {
    try {
      return Digest.ofHex(fields.text(name));
    } catch (IllegalArgumentException e) {
      throw fields.invalid(name, "must be 64 hexadecimal digits");
    }
  }

  private static void requireText(StrictObject fields, String name, String text) {
    if (!fields.text(name).equals(text)) {
      throw fields.invalid(name, "must be " + text);
    }
  }
}

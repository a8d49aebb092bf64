package dev.winnow.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Policies as YAML: mappings, lists, texts and numbers. What else YAML can do, such as anchors,
 * aliases, tags and several documents, is refused: a standard should say what it seems to say.
 */
final class PolicyFile {
  /** The most bytes that a policy may have. */
  static final int LIMIT = 64 << 10;

  private static final LoaderOptions OPTIONS = options();
  private static final ObjectMapper YAML = mapper();

  private PolicyFile() {}

  /** Read once, when it is first asked for. */
  private static final class BuiltIn {
    static final Policy NETWORKS = load("winnow-default.yaml");
    static final Policy MASKS = load("winnow-mask.yaml");
    static final Policy VOICES = load("winnow-voice.yaml");
  }

  /** The standard for networks. */
  static Policy standard() {
    return BuiltIn.NETWORKS;
  }

  /** The standard for masks. */
  static Policy masks() {
    return BuiltIn.MASKS;
  }

  /** The standard for disguised voices. */
  static Policy voices() {
    return BuiltIn.VOICES;
  }

  private static Policy load(String name) {
    try (InputStream in = PolicyFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return parseAny(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Policy read(Path file) {
    String what = String.valueOf(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new MalformedPolicyException(what, "it is larger than %d bytes".formatted(LIMIT));
      }
      return parse(what, bytes);
    } catch (IOException e) {
      throw new MalformedPolicyException(what, "it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * @param what for the error message
   * @throws MalformedPolicyException if it is none, or has a name that is not its own
   */
  static Policy parse(String what, byte[] utf8) {
    Policy policy = parseAny(what, utf8);
    if (policy.isMisnamed()) {
      throw new MalformedPolicyException(
          what,
          "names that begin with %s are those of the standards that winnow comes with, and this text is not %s; give it a name of your own"
              .formatted(Policy.RESERVED, policy));
    }
    return policy;
  }

  private static Policy parseAny(String what, byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      requirePlain(what, text);
      return Policy.fromJson(StrictObject.of("the policy", tree(what, text)));
    } catch (CharacterCodingException e) {
      throw new MalformedPolicyException(what, "it is not UTF-8 text", e);
    } catch (MalformedJsonException e) {
      throw new MalformedPolicyException(what, e.getMessage(), e);
    }
  }

  private static JsonNode tree(String what, String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException | YAMLException e) {
      throw noYaml(what, e);
    }
  }

  /** Jackson would read an alias as the text of its name, and ignore anchors and tags. */
  private static void requirePlain(String what, String text) {
    try {
      for (Event event : new Yaml(OPTIONS).parse(new StringReader(text))) {
        if (isFancy(event)) {
          throw new MalformedPolicyException(
              what, "it uses anchors, aliases or tags; write out what they stand for");
        }
      }
    } catch (YAMLException e) {
      throw noYaml(what, e);
    }
  }

  private static boolean isFancy(Event event) {
    return (event instanceof NodeEvent node && node.getAnchor() != null)
        || (event instanceof ScalarEvent scalar && scalar.getTag() != null)
        || (event instanceof CollectionStartEvent start && start.getTag() != null);
  }

  private static MalformedPolicyException noYaml(String what, Exception cause) {
    return new MalformedPolicyException(
        what, "it is not plain YAML with each key once; write it like winnow-default.yaml", cause);
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LIMIT);
    options.setNestingDepthLimit(8);
    options.setAllowDuplicateKeys(false);
    return options;
  }

  private static ObjectMapper mapper() {
    YAMLFactory factory =
        YAMLFactory.builder()
            .loaderOptions(OPTIONS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}

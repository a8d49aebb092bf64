package dev.winnow.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import dev.winnow.core.yaml.MalformedYamlException;
import dev.winnow.core.yaml.PlainYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** Policies as YAML. */
final class PolicyFile {
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
      return any(name, PlainYaml::parse, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Policy read(Path file) {
    return own(String.valueOf(file), PlainYaml::read, file);
  }

  /**
   * @param what for the error message
   * @throws MalformedPolicyException if it is none, or has a name that is not its own
   */
  static Policy parse(String what, byte[] utf8) {
    return own(what, PlainYaml::parse, utf8);
  }

  private static <T> Policy own(String what, Function<T, JsonNode> reader, T yaml) {
    Policy policy = any(what, reader, yaml);
    if (policy.isMisnamed()) {
      throw new MalformedPolicyException(
          what,
          "names that begin with %s are those of the standards that winnow comes with, and this text is not %s; give it a name of your own"
              .formatted(Policy.RESERVED, policy));
    }
    return policy;
  }

  private static <T> Policy any(String what, Function<T, JsonNode> reader, T yaml) {
    try {
      return Policy.fromJson(StrictObject.of("the policy", reader.apply(yaml)));
    } catch (MalformedYamlException e) {
      throw new MalformedPolicyException(
          what, e.getMessage() + "; write it like winnow-default.yaml", e);
    } catch (MalformedJsonException e) {
      throw new MalformedPolicyException(what, e.getMessage(), e);
    }
  }
}

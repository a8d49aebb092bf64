package dev.winnow.core.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * YAML of mappings, lists, texts and numbers. What else YAML can do, such as anchors, aliases, tags
 * and several documents, is refused: a text should say what it seems to say.
 */
public final class PlainYaml {
  /** The most bytes that a text may have. */
  public static final int LIMIT = 64 << 10;

  private static final LoaderOptions OPTIONS = options();
  private static final ObjectMapper YAML = mapper();

  private PlainYaml() {}

  /**
   * Reads a file.
   *
   * @throws MalformedYamlException if it cannot be read, or as {@link #parse} does
   */
  public static JsonNode read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in.readNBytes(LIMIT + 1));
    } catch (IOException e) {
      throw new MalformedYamlException("it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads a text.
   *
   * @throws MalformedYamlException if it is larger than {@link #LIMIT}, not UTF-8, no YAML, or uses
   *     what is refused; the message begins with "it"
   */
  public static JsonNode parse(byte[] utf8) {
    if (utf8.length > LIMIT) {
      throw new MalformedYamlException("it is larger than %d bytes".formatted(LIMIT));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      requirePlain(text);
      return YAML.readTree(text);
    } catch (CharacterCodingException e) {
      throw new MalformedYamlException("it is not UTF-8 text", e);
    } catch (JsonProcessingException | YAMLException e) {
      throw new MalformedYamlException("it is not plain YAML with each key once" + line(e), e);
    }
  }

  /** Where a parser stumbled, if it says so. */
  private static String line(Exception failure) {
    if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return " (line %d)".formatted(marked.getProblemMark().getLine() + 1);
    }
    return failure instanceof JsonProcessingException parsing && parsing.getLocation() != null
        ? " (line %d)".formatted(parsing.getLocation().getLineNr())
        : "";
  }

  /** Jackson would read an alias as the text of its name, and ignore anchors and tags. */
  private static void requirePlain(String text) {
    for (Event event : new Yaml(OPTIONS).parse(new StringReader(text))) {
      if (isFancy(event)) {
        throw new MalformedYamlException(
            "it uses anchors, aliases or tags; write out what they stand for");
      }
    }
  }

  private static boolean isFancy(Event event) {
    return (event instanceof NodeEvent node && node.getAnchor() != null)
        || (event instanceof ScalarEvent scalar && scalar.getTag() != null)
        || (event instanceof CollectionStartEvent start && start.getTag() != null);
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

package dev.winnow.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON as Winnow reads and writes it: doubled keys, trailing text and deep nesting are refused, and
 * what is written is the same text on every platform.
 */
public final class Json {
  private static final JsonMapper MAPPER = strictMapper();
  private static final ObjectWriter PRETTY = MAPPER.writer(printer());

  private Json() {}

  /**
   * Reads one JSON object.
   *
   * @param what what the text is, for the error message, such as {@code manifest.json}
   * @throws MalformedJsonException if the text is not exactly one JSON object
   */
  public static StrictObject readObject(String what, byte[] utf8) {
    return StrictObject.of(what, read(what, utf8));
  }

  /**
   * Reads one JSON array of objects.
   *
   * @param what what the text is, for the error message
   * @throws MalformedJsonException if the text is not exactly one JSON array of objects
   */
  public static List<StrictObject> readObjects(String what, byte[] utf8) {
    return StrictObject.listOf(what, read(what, utf8));
  }

  /** An empty object to write into. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty array to write into. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The text of a value on one line. */
  public static String line(JsonNode value) {
    return write(MAPPER.writer(), value);
  }

  /** The text of a value for people: indented, ending in a newline. */
  public static String pretty(JsonNode value) {
    return write(PRETTY, value) + "\n";
  }

  private static JsonNode read(String what, byte[] utf8) {
    try {
      // Given bytes, Jackson would guess among encodings, and let damage in some of them through.
      return MAPPER.readTree(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw MalformedJsonException.unreadable(what, e);
    } catch (JsonProcessingException e) {
      throw MalformedJsonException.unreadable(what, e);
    }
  }

  private static String write(ObjectWriter writer, JsonNode value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private static JsonMapper strictMapper() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder().maxNestingDepth(32).maxNameLength(1024).build();
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Java's own writing of numbers changed with version 19, and bytes must not.
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter newline = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(newline);
  }
}

package dev.winnow.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON text that is not trusted, value by value and without building a tree. Every method
 * stands on a value when it is called and on that value's last token when it returns. Complaints
 * name the value by its path.
 */
final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_DEPTH)
                  .maxNameLength(Limits.NAME_LENGTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** What is made of a whole text. */
  @FunctionalInterface
  interface Reading<T> {
    T from(JsonReader json) throws IOException;
  }

  /** Takes the value of a field. */
  @FunctionalInterface
  interface FieldTaker {
    void take(String name) throws IOException;
  }

  /** Takes an element of an array. */
  @FunctionalInterface
  interface ElementTaker {
    void take() throws IOException;
  }

  /**
   * Reads a text that must hold one value and nothing behind it.
   *
   * @throws WireException if it is no JSON, or the reading complains
   */
  static <T> T read(ByteBuffer utf8, Reading<T> reading) {
    if (utf8.remaining() > Limits.JSON_BYTES) {
      throw new WireException(
          "the JSON has %d bytes, and at most %d are taken; send tensors as binary data"
              .formatted(utf8.remaining(), Limits.JSON_BYTES));
    }
    try (JsonParser parser = parser(utf8)) {
      parser.nextToken();
      T value = reading.from(new JsonReader(parser));
      if (parser.nextToken() != null) {
        throw new WireException(malformed(parser.currentTokenLocation()));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new WireException(malformed(e.getLocation()), e);
    } catch (IOException e) {
      throw new WireException(malformed(null), e);
    }
  }

  /** Reads an object; the taker must take or {@link #skip} each field's value. */
  void object(FieldTaker taker) throws IOException {
    expect(parser.currentToken() == JsonToken.START_OBJECT, "must be a JSON object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      taker.take(name);
    }
  }

  /** Reads an object, or null as an empty one. */
  void optionalObject(FieldTaker taker) throws IOException {
    if (!atNull()) {
      object(taker);
    }
  }

  /** Reads an array of at most so many elements; the taker must take or skip each. */
  void array(int atMost, ElementTaker taker) throws IOException {
    expect(atArray(), "must be a JSON array");
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (++count > atMost) {
        throw invalid("is one too many; at most " + atMost + " are taken");
      }
      taker.take();
    }
  }

  boolean atArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean atText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean atNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** A name or an id: a string that is not too long. */
  String name() throws IOException {
    String name = text();
    if (name.isEmpty() || name.length() > Limits.NAME_LENGTH) {
      throw invalid("must have 1 to " + Limits.NAME_LENGTH + " characters");
    }
    return name;
  }

  /** A name or an id, or nothing if there is null. */
  @Nullable String optionalName() throws IOException {
    return atNull() ? null : name();
  }

  /** A string of any length. */
  String text() throws IOException {
    expect(parser.currentToken() == JsonToken.VALUE_STRING, "must be a string");
    return parser.getText();
  }

  boolean bool() throws IOException {
    expect(parser.currentToken().isBoolean(), "must be true or false");
    return parser.getBooleanValue();
  }

  /** A whole number within bounds, both inclusive. */
  long integer(long least, long most) throws IOException {
    boolean whole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!whole || parser.getLongValue() < least || parser.getLongValue() > most) {
      throw invalid("must be a whole number from " + least + " to " + most);
    }
    return parser.getLongValue();
  }

  /** A number within the range of 32 bits. */
  float number() throws IOException {
    expect(parser.currentToken().isNumeric(), "must be a number");
    float value = parser.getFloatValue();
    expect(Float.isFinite(value), "must be within the range of FP32");
    return value;
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  /** A complaint about the value this stands on. */
  WireException invalid(String why) {
    return new WireException(path() + " " + why);
  }

  /** The value of a field that must have been there, asked for at the end of its object. */
  <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw invalid("lacks the field \"" + field + "\"");
    }
    return value;
  }

  void expect(boolean condition, String why) {
    if (!condition) {
      throw invalid(why);
    }
  }

  /** Where this stands, such as {@code inputs[0].shape}. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at = parser.getParsingContext(); at != null; at = at.getParent()) {
      if (at.inArray() && at.hasCurrentIndex()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.inObject() && at.hasCurrentName()) {
        path.insert(0, (at.getParent().inRoot() ? "" : ".") + at.getCurrentName());
      }
    }
    return path.isEmpty() ? "the message" : path.toString();
  }

  private static JsonParser parser(ByteBuffer utf8) throws IOException {
    if (utf8.hasArray()) {
      return FACTORY.createParser(
          utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining());
    }
    byte[] copy = new byte[utf8.remaining()];
    utf8.duplicate().get(copy);
    return FACTORY.createParser(copy);
  }

  private static String malformed(@Nullable JsonLocation at) {
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return "the JSON cannot be read"
        + where
        + ": it is malformed, cut short, nested too deeply, or names a field twice";
  }
}

package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static StrictObject read(String text) {
    return Json.readObject("thing", text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "{", "{}x", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
  void readObject_notOneObject_isRefused(String text) {
    assertThrows(MalformedJsonException.class, () -> read(text));
  }

  @Test
  void readObject_nestedTooDeep_isRefused() {
    assertThrows(MalformedJsonException.class, () -> read("{\"a\":" + "[".repeat(100)));
  }

  @Test
  void readObject_otherEncoding_isRefused() {
    for (Charset other : List.of(StandardCharsets.UTF_16, Charset.forName("UTF-32"))) {
      byte[] text = "{}".getBytes(other);
      assertThrows(MalformedJsonException.class, () -> Json.readObject("thing", text));
    }
    var refusal =
        assertThrows(
            MalformedJsonException.class,
            () -> Json.readObject("thing", new byte[] {'{', (byte) 0xff, '}'}));
    assertTrue(refusal.getMessage().startsWith("thing is not UTF-8 text"));
  }

  @Test
  void readObject_broken_saysWhereAndQuotesNothing() {
    var refusal = assertThrows(MalformedJsonException.class, () -> read("{\n\"secret\": oops}"));

    assertTrue(refusal.getMessage().startsWith("thing is not valid JSON at line 2"));
    assertFalse(refusal.getMessage().contains("secret"));
  }

  @Test
  void fields_ofTheRightType_areRead() {
    StrictObject fields =
        read(
            "{\"t\":\"x\",\"i\":3,\"n\":0.5,\"l\":[\"a\"],\"k\":[1,2],\"d\":[1.5],\"m\":{\"b\":\"c\"}}");

    assertEquals("x", fields.text("t"));
    assertEquals(3, fields.integer("i"));
    assertEquals(3L, fields.longInteger("i"));
    assertEquals(0.5, fields.number("n"));
    assertEquals(List.of("a"), fields.textList("l"));
    assertEquals(List.of(1, 2), fields.integerList("k"));
    assertEquals(List.of(1.5), fields.numberList("d"));
    assertEquals("c", fields.texts("m").get("b"));
    assertEquals(Optional.empty(), fields.optionalText("none"));
    fields.end();
  }

  @Test
  void fields_thatMayBeAbsent_areEmptyThen() {
    StrictObject fields = read("{\"n\":0.5,\"b\":false,\"x\":1}");

    assertEquals(OptionalDouble.of(0.5), fields.optionalNumber("n"));
    assertEquals(OptionalDouble.empty(), fields.optionalNumber("none"));
    assertEquals(Optional.of(false), fields.optionalTruth("b"));
    assertEquals(Optional.empty(), fields.optionalTruth("none"));
    assertThrows(MalformedJsonException.class, () -> fields.optionalTruth("x"));
  }

  /** Java before 19 writes more digits than this number needs (JDK-4511638). */
  @Test
  void line_number_isTheShortestThatReadsBackOnEveryJava() {
    assertEquals("{\"n\":5.684341886080802E-14}", Json.line(Json.object().put("n", 0x1p-44)));
  }

  @Test
  void readObjects_nestedLists_areReadAndNamedByIndex() {
    byte[] text = "[{}, {\"l\":[{\"a\":1},{\"a\":0.5}]}]".getBytes(StandardCharsets.UTF_8);

    List<StrictObject> inner = Json.readObjects("things", text).get(1).objects("l");

    assertEquals(1, inner.get(0).integer("a"));
    var refusal = assertThrows(MalformedJsonException.class, () -> inner.get(1).integer("a"));
    assertEquals("things[1].l[1].a must be a whole number", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "[1]", "[[]]", "[{}"})
  void readObjects_notAListOfObjects_isRefused(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

    assertThrows(MalformedJsonException.class, () -> Json.readObjects("things", utf8));
  }

  @Test
  void fields_ofTheWrongType_areNamedByPath() {
    StrictObject inner = read("{\"a\":{\"b\":1.5}}").object("a");

    var refusal = assertThrows(MalformedJsonException.class, () -> inner.integer("b"));

    assertEquals("thing.a.b must be a whole number", refusal.getMessage());
  }
}

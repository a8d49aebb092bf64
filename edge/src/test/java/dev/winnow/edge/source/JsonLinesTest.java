package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.InputSpec;
import dev.winnow.data.Capture;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.modalities.Modalities;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that another program writes as lines of JSON. */
class JsonLinesTest {
  private static List<Capture> read(InputStream in) {
    try (CaptureStream stream =
        JsonLines.open(in, "stdin:", Modalities.of(InputSpec.Kind.SERIES))) {
      List<Capture> captures = new ArrayList<>();
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        captures.add(next.get());
      }
      return captures;
    }
  }

  private static List<Capture> read(String lines) {
    return read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void next_linesWithIdAndContent_areCapturesInTheirOrder() {
    List<Capture> captures =
        read("{\"id\":\"a\",\"content\":\"AQI=\"}\r\n\n{\"content\":\"\",\"id\":\"b\"}");

    assertEquals(
        List.of("stdin:a", "stdin:b"), captures.stream().map(each -> each.id().source()).toList());
    assertArrayEquals(new byte[] {1, 2}, captures.get(0).content().bytes());
    assertTrue(captures.get(0).sample().isEmpty());
  }

  @Test
  void next_lineWithLabels_hasThem() {
    Capture capture =
        read("{\"id\":\"a\",\"content\":\"AQI=\",\"labels\":{\"smile\":\"yes\"}}").get(0);

    assertEquals("yes", capture.sample().orElseThrow().label("smile").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "[\"secret\"]",
        "{\"id\":\"a\",\"content\":\"secret!\"}",
        "{\"id\":\"a\",\"secret\":1}",
        "{\"id\":\"a\",\"content\":\"AQI=\",\"secret\":1}",
        "{\"id\":\"\",\"content\":\"secret\"}",
        "{\"id\":5,\"content\":\"secret\"}",
        "{\"content\":\"secret\"}",
        "{\"id\":\"a\",\"content\":\"AQI=\",\"labels\":{\"secret\":1}}",
        "{\"id\":\"a\",\"id\":\"secret\"}"
      })
  void next_brokenLine_isOneCaptureThatCannotBeReadAndQuotesNothing(String line) {
    List<Capture> captures = read(line + "\n{\"id\":\"whole\",\"content\":\"AQI=\"}\n");

    assertEquals(2, captures.size());
    assertEquals("stdin:whole", captures.get(1).id().source());
    var e = assertThrows(UnreadableCaptureException.class, () -> captures.get(0).content().bytes());
    assertFalse(e.getMessage().contains("secret"), e::getMessage);
    assertTrue(e.what().equals("stdin:a") || e.what().equals("stdin:line 1"), e::getMessage);
  }

  @Test
  void next_lineWithoutAnEnd_isSkippedInBoundedMemory() {
    byte[] end = "\n{\"id\":\"whole\",\"content\":\"AQI=\"}".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[JsonLines.MOST_BYTES + 1 + end.length];
    System.arraycopy(end, 0, all, JsonLines.MOST_BYTES + 1, end.length);
    List<Capture> captures = read(new ByteArrayInputStream(all));

    assertEquals("stdin:whole", captures.get(1).id().source());
    var e = assertThrows(UnreadableCaptureException.class, () -> captures.get(0).content().bytes());
    assertEquals("it is longer than 20,000,000 bytes", e.reason());
  }

  @Test
  void next_inputThatBreaks_failsWithASentence() throws IOException {
    var closed = new BufferedInputStream(InputStream.nullInputStream());
    closed.close();
    var e = assertThrows(MalformedDataSetException.class, () -> read(closed));

    assertEquals("the standard input cannot be read any further", e.getMessage());
  }
}

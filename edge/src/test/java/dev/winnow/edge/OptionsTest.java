package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.MalformedDataSetException;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.MalformedAddressException;
import dev.winnow.edge.source.Source;
import dev.winnow.image.ImageModality;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user writes on the command line. */
class OptionsTest {
  @Test
  void source_dirAndSet_areUnderstood() {
    assertEquals(new Source.Folder(Path.of("my faces")), Source.parse("dir:my faces"));
    assertEquals(new Source.Labelled(Path.of("a:b/lfw")), Source.parse("set:a:b/lfw"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "faces", "dir:", "DIR:faces", "camera:0", "dir:\0"})
  void source_anythingElse_saysWhatIsKnown(String text) {
    var e = assertThrows(MalformedOptionException.class, () -> Source.parse(text));
    assertTrue(e.getMessage().startsWith("a source is dir:FOLDER"));
  }

  @Test
  void source_folderMissing_saysSoBeforeAnythingElse() {
    Source nowhere = Source.parse("dir:no/such/folder");
    assertThrows(MalformedDataSetException.class, () -> nowhere.open(new ImageModality()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "https://example.org/gate", "http://[::1]:80"})
  void address_webAddress_isUnderstoodWithOrWithoutFinalSlash(String text) {
    assertEquals(text, AnalyzerUri.parse(text).toString());
    assertEquals(text + "/v2", AnalyzerUri.parse(text + "/").resolve("/v2").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8080",
        "ftp://localhost",
        "http://",
        "http:///v2",
        "http://local host",
        "http://host?secret",
        "http://host#secret",
        "http://user:secret@host"
      })
  void address_anythingElse_isRefusedWithoutRepeatingIt(String text) {
    var e = assertThrows(MalformedAddressException.class, () -> AnalyzerUri.parse(text));
    assertTrue(e.getMessage().contains("must look like http://localhost:8080"));
    assertFalse(e.getMessage().contains("secret"));
  }

  @Test
  void settings_outOfRange_areRefused() {
    EdgeOptions good = EdgeOptions.withDefaults();
    assertThrows(IllegalArgumentException.class, () -> good.withThreads(0));
    assertThrows(IllegalArgumentException.class, () -> good.withBudget(0));
    assertThrows(IllegalArgumentException.class, () -> new Batching(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Batching(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Batching(1, 1, 0));
  }
}

package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedTest {
  @Test
  void named_everyName_isKnownAndTold() {
    for (String name : Pretrained.names()) {
      assertEquals(name, Pretrained.named(name).name());
      assertTrue(Pretrained.named(name).about().contains("@"), "where it comes from");
    }
  }

  @Test
  void named_unknown_listsTheKnown() {
    var refusal =
        assertThrows(UnknownPretrainedException.class, () -> Pretrained.named("face-age"));

    assertEquals(
        "there is no pre-trained network \"face-age\"; known: face-gender, face-expression,"
            + " face-recogniser, face-detector, face-detector-front, text-detector, tagger, speech-embedding, vad",
        refusal.getMessage());
  }

  @Test
  void from_anotherFile_isRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("face-api.tgz"), "something else");
    Pretrained faceGender = Pretrained.named("face-gender");

    assertThrows(RefusedPackageException.class, () -> faceGender.from(file));
  }

  @Test
  void fetch_npmMissing_toldWhatItWasDoing(@TempDir Path folder) {
    List<String> notes = new ArrayList<>();
    Progress progress = (done, total, note) -> notes.add(done + "/" + total + " " + note);
    Npm none = new Npm(folder.resolve("npm").toString());
    Pretrained faceGender = Pretrained.named("face-gender");

    assertThrows(FetchFailedException.class, () -> faceGender.fetch(none, progress));

    assertEquals(List.of("0/2 fetching @vladmandic/face-api@1.7.15 with npm"), notes);
  }
}

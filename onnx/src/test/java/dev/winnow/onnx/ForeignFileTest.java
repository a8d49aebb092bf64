package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are taken for networks are called what they are. */
class ForeignFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 13963115\n', a pointer that git left",
    "'<!DOCTYPE html>\n<html><head></head></html>\n', a web page",
    "'{\"format\": \"layers-model\", \"weights\": []}', JSON",
    "'PK\u0003\u0004archive/data.pkl and more', a ZIP archive",
    "'\u0089HDF\r\n\u001a\n and more and more', HDF5",
    "'\u001c\u0000\u0000\u0000TFL3 and more and more', TensorFlow Lite"
  })
  void read_aFileOfAnotherKind_saysWhatItIs(String content, String kind) throws Exception {
    Path file = folder.resolve("network.onnx");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

    String sentence = Refusals.sentence(NetworkException.class, () -> Network.read(file));

    assertTrue(sentence.contains(kind), sentence);
  }

  /** As git and browsers leave them; a file of random bytes is damaged. */
  @Test
  void read_bytesOfNoKind_areDamaged() throws Exception {
    Path file = folder.resolve("network.onnx");
    Files.write(file, new byte[] {7, 7, 7, 7, 7, 7, 7});

    assertTrue(
        Refusals.sentence(MalformedNetworkException.class, () -> Network.read(file))
            .contains("damaged"));
  }
}

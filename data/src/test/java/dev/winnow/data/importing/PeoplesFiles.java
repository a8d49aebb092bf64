package dev.winnow.data.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.core.InputSpec;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Folders as people have them, of pictures of 8×8 pixels, and what an import makes of them. */
record PeoplesFiles(Path folder) {
  static final Modality IMAGES = named(InputSpec.Kind.IMAGE, "png", "jpg", "pgm");
  static final Modality SERIES = named(InputSpec.Kind.SERIES, "csv");

  /** Writes pictures. */
  PeoplesFiles images(String... paths) {
    for (String path : paths) {
      write(path, png());
    }
    return this;
  }

  /** Writes text in UTF-8. */
  PeoplesFiles text(String path, String... lines) {
    return text(UTF_8, path, lines);
  }

  PeoplesFiles text(Charset charset, String path, String... lines) {
    write(path, (String.join("\n", lines) + "\n").getBytes(charset));
    return this;
  }

  Path at(String path) {
    return folder.resolve(path);
  }

  /** Imports the folder {@code files} into the folder {@code set}. */
  ImportReport imported(ImportPlan plan) {
    return FolderImport.run(at("files"), plan, at("set"), List.of(IMAGES, SERIES));
  }

  ImportReport imported(KnownCollection collection) {
    return imported(collection.plan(at("files")));
  }

  /** What a sample is labelled, and its split, by columns in alphabetical order. */
  static Map<String, String> labels(ImportReport report, String path) {
    return report.set().samples().stream()
        .filter(sample -> sample.path().equals(path))
        .map(
            sample -> {
              Map<String, String> labels = new TreeMap<>(sample.labels());
              sample.split().ifPresent(split -> labels.put("split", split.word()));
              return labels;
            })
        .findFirst()
        .orElseThrow();
  }

  private static Modality named(InputSpec.Kind kind, String... endings) {
    return new Modality() {
      @Override
      public InputSpec.Kind kind() {
        return kind;
      }

      @Override
      public FileKind kindOf(String name, byte[] head) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return List.of(endings).contains(ending) ? FileKind.CAPTURE : FileKind.OTHER;
      }

      @Override
      public InputPreprocessor preprocessor(InputSpec spec) {
        throw new AssertionError("an import opens no capture");
      }
    };
  }

  private void write(String path, byte[] bytes) {
    try {
      Path file = Files.createDirectories(at(path).getParent()).resolve(at(path).getFileName());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] png() {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

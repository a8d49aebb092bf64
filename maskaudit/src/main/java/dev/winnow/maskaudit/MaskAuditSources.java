package dev.winnow.maskaudit;

import dev.winnow.core.Digest;
import dev.winnow.data.DataSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is masked in an audit.
 *
 * @param images a data set of images
 * @param films files of films
 */
public record MaskAuditSources(Optional<DataSet> images, List<Path> films) {
  /**
   * @throws IllegalArgumentException if there is nothing to mask
   */
  public MaskAuditSources {
    films = List.copyOf(films);
    if (images.isEmpty() && films.isEmpty()) {
      throw new IllegalArgumentException("there must be images or a film to mask");
    }
  }

  /** Of all files, in their order. */
  public Digest digest() {
    StringBuilder text =
        new StringBuilder(images.map(DataSet::digest).map(Digest::text).orElse(""));
    for (Path film : films) {
      try {
        text.append('\n').append(Digest.ofFile(film).text());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + film + ": " + e.getMessage(), e);
      }
    }
    return films.isEmpty() && images.isPresent()
        ? images.get().digest()
        : Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** In words, for reports. */
  String inWords() {
    return images.map(set -> set.card().name()).orElse("No images")
        + (films.isEmpty() ? "" : " and %,d films".formatted(films.size()));
  }
}

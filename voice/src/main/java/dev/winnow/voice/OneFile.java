package dev.winnow.voice;

import dev.winnow.core.InputSpec;
import dev.winnow.data.Capture;
import dev.winnow.data.CaptureFiles;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.PrintableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A single file, as a stream of one capture. */
final class OneFile implements CaptureStream {
  private final Path file;
  private boolean given;

  private OneFile(Path file) {
    this.file = file;
  }

  /**
   * A file.
   *
   * @throws MalformedDataSetException if there is none of that name
   */
  static OneFile of(String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new MalformedDataSetException(
          "there is no file %s; a source of voices is a file, dir:FOLDER, set:FOLDER, mic: or - for a WAV from the standard input"
              .formatted(PrintableName.of(name)));
    }
    return new OneFile(file);
  }

  @Override
  public DataCard card() {
    return DataCard.of(file.toString(), InputSpec.Kind.AUDIO);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(1);
  }

  @Override
  public Optional<Capture> next() {
    if (given) {
      return Optional.empty();
    }
    given = true;
    CaptureId id = CaptureId.ofFile(file.toString());
    return Optional.of(new Capture(id, Optional.empty(), () -> CaptureFiles.bytes(file)));
  }
}

package dev.winnow.maskaudit;

import dev.winnow.audit.FaceRecogniser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Networks of others by which a mask is audited.
 *
 * @param judges face detectors, ONNX
 * @param recogniser that names people; without one, and without people, nobody is named
 * @param tagger whose tags are compared
 */
public record MaskInstruments(
    List<Path> judges, Optional<FaceRecogniser> recogniser, Optional<TaggerFiles> tagger) {
  public MaskInstruments {
    judges = List.copyOf(judges);
  }
}

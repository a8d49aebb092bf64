package dev.winnow.analyzer;

import dev.winnow.wire.TensorMetadata;
import java.util.List;

/**
 * What a backend takes and answers, as the model's metadata says it.
 *
 * @param platform what the model was made with, or the word of the backend
 * @param inputs that a request must give, at least one
 * @param outputs that it answers, with the names of their classes
 * @param mostRows the most rows of a request, at least 1
 */
public record BackendTerms(
    String platform, List<TensorMetadata> inputs, List<TensorMetadata> outputs, int mostRows) {
  public BackendTerms {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}

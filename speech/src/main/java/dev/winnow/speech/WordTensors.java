package dev.winnow.speech;

import dev.winnow.analyzer.BackendTerms;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Words as tensors: n strings, n pairs of seconds, n confidences. */
final class WordTensors {
  private static final String WORDS = "words";
  private static final String TIMES = "times";
  private static final String CONFIDENCE = "confidence";

  static final OutputHead HEAD =
      new OutputHead.Text(WORDS, Optional.of(TIMES), Optional.of(CONFIDENCE));

  private WordTensors() {}

  /** What every recogniser takes and answers. */
  static BackendTerms terms() {
    return new BackendTerms(
        SpeechFactory.WORD,
        List.of(metadata(ReleasedSound.AUDIO, Datatype.BYTES, 1)),
        List.of(
            metadata(WORDS, Datatype.BYTES, -1),
            metadata(TIMES, Datatype.FP32, -1, 2),
            metadata(CONFIDENCE, Datatype.FP32, -1)),
        1);
  }

  static List<NamedTensor> of(List<RecognisedWord> words) {
    Tensor times = Tensor.allocate(Shape.of(words.size(), 2));
    Tensor confidence = Tensor.allocate(Shape.of(words.size()));
    FloatBuffer spans = times.buffer();
    FloatBuffer sure = confidence.buffer();
    for (RecognisedWord word : words) {
      spans.put((float) word.start()).put((float) word.end());
      sure.put((float) word.confidence());
    }
    byte[][] texts =
        words.stream()
            .map(word -> word.text().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return List.of(
        new NamedTensor(WORDS, ByteStrings.of(texts)),
        new NamedTensor(TIMES, times),
        new NamedTensor(CONFIDENCE, confidence));
  }

  private static TensorMetadata metadata(String name, Datatype type, long... shape) {
    return new TensorMetadata(name, type, Arrays.stream(shape).boxed().toList(), List.of());
  }
}

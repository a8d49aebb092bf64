package dev.winnow.edge;

import dev.winnow.core.OutputHead;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.ErrorResponses;
import dev.winnow.edge.delivery.Http;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the answers of one server, which are not trusted: what is no answer of a head ends in a
 * {@link MalformedAnswerException}.
 *
 * @param address of the server, for messages
 */
record AnswerReader(AnalyzerUri address) {
  /** Numbers from other people's arithmetic may miss 0 or 1 by a rounding. */
  private static final float ROUNDING = 1e-4f;

  /** Left, top, width, height, score, class. */
  private static final int NUMBERS_OF_A_BOX = 6;

  /**
   * The answer in a response.
   *
   * @throws RefusedRequestException if it is an error
   * @throws MalformedAnswerException if it is none of the protocol
   */
  InferenceResponse decode(Http.Response response) {
    if (response.status() != 200) {
      throw ErrorResponses.of(address, response);
    }
    try {
      return InferenceResponse.decode(response.body(), response.jsonLength());
    } catch (WireException e) {
      throw broken(e);
    }
  }

  /**
   * What one head says: a row of numbers for each sample, or of a detection a row of six for each
   * object.
   *
   * @param samples that were asked about; of a detection 1
   */
  Tensor rows(OutputHead head, int samples, InferenceResponse response) {
    Tensor output = output(head, response);
    if (head instanceof OutputHead.Detection detection) {
      return boxes(detection, output);
    }
    Shape shape = output.shape();
    if (shape.rank() == 0 || shape.dim(0) != samples || shape.size() == 0) {
      throw malformed(head, "has the shape %s for %d samples".formatted(shape, samples));
    }
    int values = shape.size() / samples;
    if (head instanceof OutputHead.Classification classes) {
      requireProbabilities(classes, values, output.buffer());
    } else {
      requireNumbers(head, output.buffer());
    }
    return output.reshape(Shape.of(samples, values));
  }

  /** What a head of text says: none, if it has nothing to say. */
  Transcript transcript(OutputHead.Text head, InferenceResponse response) {
    List<ByteBuffer> texts = read(() -> response.output(head.name()).bytes().elements());
    float[] times = numbers(head, head.times(), 2 * texts.size(), response);
    float[] confidence = numbers(head, head.confidence(), texts.size(), response);
    List<Transcript.Word> words = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (times.length > 0 && !(times[2 * i] >= 0 && times[2 * i] <= times[2 * i + 1])) {
        throw malformed(head, "holds a word that ends before it begins");
      }
      if (confidence.length > 0 && !isShare(confidence[i])) {
        throw malformed(head, "holds a confidence that does not lie from 0 to 1");
      }
      words.add(
          new Transcript.Word(
              line(head, texts.get(i)),
              times.length == 0
                  ? Optional.empty()
                  : Optional.of(new Transcript.Span(times[2 * i], times[2 * i + 1])),
              confidence.length == 0
                  ? Optional.empty()
                  : Optional.of(Math.max(0, Math.min(1, confidence[i])))));
    }
    return new Transcript(head.name(), words);
  }

  /** What is said of each word; none if the head has no such output. */
  private float[] numbers(
      OutputHead head, Optional<String> output, int count, InferenceResponse response) {
    if (output.isEmpty()) {
      return new float[0];
    }
    Tensor given = read(() -> response.output(output.get()).tensor());
    if (given.shape().size() != count) {
      throw malformed(
          head,
          "has the shape %s of \"%s\", and must have %d numbers"
              .formatted(given.shape(), output.get(), count));
    }
    requireNumbers(head, given.buffer());
    return given.toArray();
  }

  /** One line in UTF-8: a server must not move the cursor of whoever reads its words. */
  private String line(OutputHead head, ByteBuffer text) {
    try {
      String line = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      if (line.codePoints().noneMatch(AnswerReader::isControl)) {
        return line;
      }
    } catch (CharacterCodingException e) {
      // Said below: it is no text.
    }
    throw malformed(head, "holds what is no line of text in UTF-8");
  }

  /** What a terminal obeys, and what turns the direction of writing around. */
  private static boolean isControl(int letter) {
    int type = Character.getType(letter);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (letter >= 0x202A && letter <= 0x202E)
        || (letter >= 0x2066 && letter <= 0x2069);
  }

  private Tensor boxes(OutputHead.Detection head, Tensor output) {
    Shape shape = output.shape();
    boolean ofOne = shape.rank() == 2 || (shape.rank() == 3 && shape.dim(0) == 1);
    if (!ofOne || shape.dim(shape.rank() - 1) != NUMBERS_OF_A_BOX) {
      throw malformed(head, "has the shape %s, and must have 1×n×6".formatted(shape));
    }
    Tensor rows = output.reshape(Shape.of(shape.dim(shape.rank() - 2), NUMBERS_OF_A_BOX));
    for (int row = 0; row < rows.shape().dim(0); row++) {
      requireObject(head, rows.rows(row, row + 1).toArray());
    }
    return rows;
  }

  private void requireObject(OutputHead.Detection head, float[] row) {
    boolean inside = isShare(row[0] + row[2]) && isShare(row[1] + row[3]);
    for (int i = 0; i < 5; i++) {
      inside = inside && isShare(row[i]);
    }
    if (!inside) {
      throw malformed(head, "holds a box or a score that does not lie from 0 to 1");
    }
    float label = row[5];
    int classes = head.labels().isEmpty() ? Integer.MAX_VALUE : head.labels().size();
    if (!(label >= 0 && label < classes && label == Math.rint(label))) {
      throw malformed(
          head, "holds a class that is none of the package's %d".formatted(head.labels().size()));
    }
  }

  private void requireProbabilities(
      OutputHead.Classification head, int classes, FloatBuffer values) {
    int labels = head.labels().size();
    if (labels != 0 && labels != classes) {
      throw malformed(head, "has %d classes, and the package names %d".formatted(classes, labels));
    }
    while (values.hasRemaining()) {
      if (!isShare(values.get())) {
        throw malformed(head, "holds numbers that are no probabilities from 0 to 1");
      }
    }
  }

  private void requireNumbers(OutputHead head, FloatBuffer values) {
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        throw malformed(head, "holds what is no number");
      }
    }
  }

  private Tensor output(OutputHead head, InferenceResponse response) {
    return read(() -> response.output(head.name()).tensor());
  }

  private <T> T read(Supplier<T> part) {
    try {
      return part.get();
    } catch (WireException e) {
      throw broken(e);
    }
  }

  /** False of what is no number. */
  private static boolean isShare(float value) {
    return value >= -ROUNDING && value <= 1 + ROUNDING;
  }

  private MalformedAnswerException broken(WireException e) {
    return new MalformedAnswerException(
        "%s gave an answer that breaks the protocol: %s".formatted(address, e.getMessage()), e);
  }

  private MalformedAnswerException malformed(OutputHead head, String how) {
    return new MalformedAnswerException(
        "the answer \"%s\" of %s %s; serve the analyzer that was built with this package"
            .formatted(head.name(), address, how));
  }
}

package dev.winnow.edge;

import dev.winnow.core.OutputHead;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.WireException;
import java.nio.FloatBuffer;

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
    try {
      return response.output(head.name()).tensor();
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

package dev.winnow.voiceaudit;

import dev.winnow.audio.AudioPreprocessor;
import dev.winnow.audio.WavFile;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network of sound makes of a recording: its output, pooled over windows that overlap by
 * half. A speech embedding or an embedding of speakers, whatever the attacker has.
 */
final class NetworkStatistics implements SpeechRepresentation {
  private final String word;
  private final AudioPreprocessor preprocessor;
  private final Session session;
  private final int values;

  private NetworkStatistics(String word, AudioPreprocessor preprocessor, Session session) {
    this.word = word;
    this.preprocessor = preprocessor;
    this.session = session;
    this.values = session.outputs().get(0).shape().size();
  }

  /**
   * Opens a network.
   *
   * @param word for it in tables
   * @param network whose card says how recordings are prepared
   * @throws IllegalArgumentException if it does not, or takes something else
   */
  static NetworkStatistics open(String word, Network network) {
    return new NetworkStatistics(
        word, AudioPreprocessor.of(NetworkCards.audio(network)), Session.open(network, 1));
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public int width() {
    return 2 * values;
  }

  @Override
  public float[] of(double[] samples, int rate) {
    AudioSpec spec = preprocessor.spec();
    byte[] wav = WavFile.of(samples, rate);
    double length = (double) samples.length / rate;
    double window = spec.seconds();
    List<double[]> rows = new ArrayList<>();
    for (double start = 0; start == 0 || start + window <= length; start += window / 2) {
      rows.add(output(wav, new TimeWindow(start, Math.min(length, start + window))));
    }
    float[] row = new float[width()];
    StatisticsPooling.meanAndDeviation(rows.toArray(double[][]::new), row, 0);
    return row;
  }

  private double[] output(byte[] wav, TimeWindow part) {
    Shape shape = preprocessor.spec().shape();
    Tensor input = Tensor.allocate(shape.batch(1));
    CaptureId id = new CaptureId("what an attacker listens to", 0, Optional.of(part));
    preprocessor.read(id, wav, input.rows(0, 1));
    float[] made = session.run(input).toArray();
    double[] row = new double[made.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = made[i];
    }
    return row;
  }

  @Override
  public void close() {
    session.close();
  }
}

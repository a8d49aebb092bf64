package dev.winnow.voiceaudit;

import dev.winnow.audio.AudioPreprocessor;
import dev.winnow.audio.WavFile;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A network that says which of its labels was said. */
final class KeywordRecogniser implements WordRecogniser {
  private final List<String> labels;
  private final AudioPreprocessor preprocessor;
  private final Session session;

  private KeywordRecogniser(List<String> labels, AudioPreprocessor preprocessor, Session session) {
    this.labels = labels;
    this.preprocessor = preprocessor;
    this.session = session;
  }

  /**
   * Opens a network.
   *
   * @param network whose card says how recordings are prepared and what its labels are
   * @throws IllegalArgumentException if it does not, or takes something else
   */
  static KeywordRecogniser open(Network network, int threads) {
    AudioPreprocessor preprocessor = AudioPreprocessor.of(NetworkCards.audio(network));
    List<String> labels = network.card().labels();
    int answers = network.outputs().get(0).shape().size();
    if (labels.size() != answers) {
      throw new IllegalArgumentException(
          "%s has %,d answers and names %,d of them; write their names into it with winnow card"
              .formatted(network, answers, labels.size()));
    }
    return new KeywordRecogniser(labels, preprocessor, Session.open(network, threads));
  }

  @Override
  public String word() {
    return "keyword network";
  }

  @Override
  public List<String> words(double[] samples, int rate) {
    Tensor input = Tensor.allocate(preprocessor.spec().shape().batch(1));
    CaptureId id = new CaptureId("what a recogniser hears", 0, Optional.empty());
    preprocessor.read(id, WavFile.of(samples, rate), input.rows(0, 1));
    return List.of(labels.get(session.run(input).largest()).toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    session.close();
  }
}

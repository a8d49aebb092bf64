package dev.winnow.zoo;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.Optional;

/**
 * What the two networks of the package make of a recording when each is run by itself, window by
 * window, as openWakeWord does.
 */
final class SpeechByHand {
  private static final int FRAMES = 76;
  private static final int BANDS = 32;
  private static final int STEP = 8;

  private final byte[] spectrogram;
  private final byte[] embedding;

  SpeechByHand(byte[] spectrogram, byte[] embedding) {
    this.spectrogram = spectrogram;
    this.embedding = embedding;
  }

  /** The values of all whole windows, one behind the other; sound from −1 to 1. */
  float[] of(float[] sound) {
    Tensor mel = mel(sound);
    int windows = (mel.shape().dim(2) - FRAMES) / STEP + 1;
    float[] all = new float[windows * 96];
    try (Session session = Session.open(Network.parse("embedding_model", embedding), 1)) {
      for (int window = 0; window < windows; window++) {
        Tensor seen = Tensor.allocate(Shape.of(1, FRAMES, BANDS, 1));
        for (int i = 0; i < FRAMES * BANDS; i++) {
          seen.buffer().put(i, mel.buffer().get(window * STEP * BANDS + i) / 10 + 2);
        }
        System.arraycopy(session.run(seen).toArray(), 0, all, window * 96, 96);
      }
    }
    return all;
  }

  private Tensor mel(float[] sound) {
    ConversionOptions options =
        new ConversionOptions(
            Optional.of(Shape.of(sound.length)), Optional.of(OutputKind.REGRESSION));
    Network network = NetworkImport.parse("melspectrogram", spectrogram, options).network();
    Tensor counts = Tensor.allocate(Shape.of(1, sound.length));
    for (int i = 0; i < sound.length; i++) {
      counts.buffer().put(i, sound[i] * 32768);
    }
    try (Session session = Session.open(network, 1)) {
      return session.run(counts);
    }
  }
}

package dev.winnow.voice.activity;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkException;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.StatefulSession;
import dev.winnow.onnx.UnreadableNetworkException;
import dev.winnow.onnx.UnsupportedNetworkException;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import dev.winnow.voice.dsp.StreamResampler;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Silero's network on sound that goes on. */
final class SileroProbability implements SpeechProbability {
  /** In samples per second. */
  static final int RATE = 16_000;

  /** Samples of a block. */
  static final int BLOCK = 512;

  /** Samples before a block that are heard again. */
  private static final int BEFORE = 64;

  /**
   * Blocks of silence that come before all sound, a quarter of a second: with a state that has
   * heard nothing at all, the network misses words with which a recording begins at once.
   */
  private static final int SILENT_BLOCKS = 8;

  private static final Shape SOUND = Shape.of(BEFORE + BLOCK);

  /** What Silero's own files leave open. */
  private static final ConversionOptions OPTIONS =
      new ConversionOptions(
          Optional.of(SOUND),
          Optional.of(OutputKind.SIGMOID),
          Map.of("sr", (double) RATE),
          Map.of("state", "stateN"));

  private final int rate;
  private final StatefulSession session;
  private final Tensor sound = Tensor.allocate(SOUND.batch(1));

  /** Without speech, and with it. */
  private final Tensor probabilities = Tensor.allocate(Shape.of(1, 2));

  /** Behind the silence. */
  private final List<Tensor> quiet;

  private List<Tensor> state;
  private StreamResampler resampler;
  private int filled;
  private boolean closed;

  private SileroProbability(int rate, StatefulSession session) {
    this.rate = rate;
    this.session = session;
    this.state = session.beginning();
    this.resampler = StreamResampler.of(rate, RATE);
    for (int block = 0; block < SILENT_BLOCKS; block++) {
      told();
    }
    this.quiet = state;
    this.state = copy(quiet);
  }

  private static List<Tensor> copy(List<Tensor> states) {
    return states.stream().map(each -> Tensor.of(each.shape(), each.toArray())).toList();
  }

  /**
   * The bytes that a package holds of a user's file.
   *
   * @throws UnsuitableDetectorException if it is no such network
   */
  static byte[] imported(Path file) {
    try {
      return read(file).toBytes();
    } catch (UnreadableNetworkException e) {
      throw e;
    } catch (NetworkException e) {
      throw new UnsuitableDetectorException(
          file.toString(), "it is not Silero's voice activity detector, version 5", e);
    }
  }

  private static Network read(Path file) {
    try {
      Network network = Network.read(file);
      if (!network.states().isEmpty()) {
        return network;
      }
    } catch (UnsupportedNetworkException e) {
      // Of inputs that are still to be converted.
    }
    return NetworkImport.read(file, OPTIONS).network();
  }

  /**
   * Makes a network ready.
   *
   * @throws UnsuitableDetectorException if it is no such network
   * @throws SpeechDetectionFailedException if it fails on silence
   */
  static SileroProbability open(String what, byte[] bytes, int rate) {
    try {
      Network network = Network.parse(what, bytes);
      boolean fits =
          network.inputs().size() == 1
              && network.inputs().get(0).shape().equals(SOUND)
              && network.outputs().get(0).shape().equals(Shape.of(2))
              && !network.states().isEmpty();
      if (!fits) {
        throw new UnsuitableDetectorException(
            what, "it does not tell speech from 576 samples and a state");
      }
      return heardSilence(rate, StatefulSession.open(network, network.states(), 1));
    } catch (NetworkException e) {
      throw new UnsuitableDetectorException(what, "it cannot be run", e);
    }
  }

  private static SileroProbability heardSilence(int rate, StatefulSession session) {
    try {
      return new SileroProbability(rate, session);
    } catch (SpeechDetectionFailedException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public double blockSeconds() {
    return (double) BLOCK / RATE;
  }

  @Override
  public synchronized double[] push(double[] samples) {
    return heard(resampler.push(limited(samples)));
  }

  @Override
  public synchronized double[] finish() {
    double[] last = heard(resampler.finish());
    return filled == 0 ? last : joined(last, heard(new double[BLOCK - filled]));
  }

  @Override
  public synchronized void restart() {
    state = copy(quiet);
    resampler = StreamResampler.of(rate, RATE);
    filled = 0;
    sound.buffer().put(0, new float[BEFORE + BLOCK]);
  }

  @Override
  public synchronized void close() {
    closed = true;
    session.close();
  }

  private static double[] limited(double[] samples) {
    double[] limited = new double[samples.length];
    Arrays.setAll(
        limited, i -> Double.isNaN(samples[i]) ? 0 : Math.max(-1, Math.min(1, samples[i])));
    return limited;
  }

  private double[] heard(double[] samples) {
    if (closed) {
      return new double[0];
    }
    double[] told = new double[(filled + samples.length) / BLOCK];
    int count = 0;
    FloatBuffer room = sound.buffer();
    for (double sample : samples) {
      room.put(BEFORE + filled++, (float) sample);
      if (filled == BLOCK) {
        told[count++] = told();
        float[] last = new float[BEFORE];
        room.get(BLOCK, last);
        room.put(0, last);
        filled = 0;
      }
    }
    return told;
  }

  private double told() {
    try {
      session.run(sound, probabilities, state, state);
    } catch (NetworkException e) {
      throw new SpeechDetectionFailedException("its network cannot be run", e);
    }
    double speech = probabilities.buffer().get(1);
    if (!(speech >= 0 && speech <= 1)) {
      throw new SpeechDetectionFailedException("its answer is no probability");
    }
    return speech;
  }

  private static double[] joined(double[] one, double[] other) {
    double[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }
}

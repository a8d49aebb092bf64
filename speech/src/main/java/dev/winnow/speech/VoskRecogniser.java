package dev.winnow.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/**
 * Vosk with a model of the user's. It alone knows Vosk's classes, which are on the class path only
 * where somebody put them there.
 */
final class VoskRecogniser implements SpeechRecogniser {
  private static final int BLOCK = RATE / 10;
  private static final double FULL_SCALE = 32_767;

  private final Model model;

  private VoskRecogniser(Model model) {
    this.model = model;
  }

  /**
   * Opens one, which takes what its model takes.
   *
   * @throws UnusableSpeechModelException if Vosk refuses the model
   */
  static VoskRecogniser open(Path folder) {
    LibVosk.setLogLevel(LogLevel.WARNINGS);
    try {
      return new VoskRecogniser(new Model(folder.toString()));
    } catch (IOException e) {
      throw new UnusableSpeechModelException(folder, "is no model that Vosk understands", e);
    }
  }

  @Override
  public List<RecognisedWord> recognise(double[] samples, Deadline deadline) {
    List<RecognisedWord> words = new ArrayList<>();
    try (Recognizer recogniser = new Recognizer(model, RATE)) {
      recogniser.setWords(true);
      for (int at = 0; at < samples.length && !deadline.isPast(); at += BLOCK) {
        short[] block = block(samples, at);
        if (recogniser.acceptWaveForm(block, block.length)) {
          words.addAll(VoskWords.of(recogniser.getResult()));
        }
      }
      words.addAll(VoskWords.of(recogniser.getFinalResult()));
    } catch (IOException e) {
      throw new IllegalStateException("Vosk opens no recogniser", e);
    }
    return words;
  }

  private static short[] block(double[] samples, int at) {
    short[] block = new short[Math.min(BLOCK, samples.length - at)];
    for (int i = 0; i < block.length; i++) {
      block[i] = (short) Math.round(FULL_SCALE * Math.max(-1, Math.min(1, samples[at + i])));
    }
    return block;
  }

  @Override
  public void close() {
    model.close();
  }
}

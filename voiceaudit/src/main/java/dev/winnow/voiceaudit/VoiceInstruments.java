package dev.winnow.voiceaudit;

import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By what disguised voices are attacked and recognised, besides what every audit has.
 *
 * @param embedding a network of sound that attackers listen through too, such as the speech
 *     embedding that {@code winnow fetch} gets
 * @param grammar of what can be said, for a recogniser of speech
 * @param keywords a network that says which word was said
 */
public record VoiceInstruments(
    Optional<Network> embedding, Optional<Path> grammar, Optional<Network> keywords) {
  /** None but what every audit has. */
  public static VoiceInstruments none() {
    return new VoiceInstruments(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** In the order of tables; whoever opens them closes them. */
  List<SpeechRepresentation> representations(int rate) {
    List<SpeechRepresentation> all = new ArrayList<>();
    all.add(MelStatistics.of(rate));
    embedding.ifPresent(network -> all.add(NetworkStatistics.open("embedding", network)));
    return all;
  }

  /** Likewise. */
  List<WordRecogniser> recognisers(int threads) {
    List<WordRecogniser> all = new ArrayList<>();
    grammar.ifPresent(file -> all.add(GrammarRecogniser.open(file)));
    keywords.ifPresent(network -> all.add(KeywordRecogniser.open(network, threads)));
    return all;
  }
}

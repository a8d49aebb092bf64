package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.synthesis.voice.SyntheticVoices;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisguiseSearchTest {
  private static final VoicePackage WEAK = disguise(Map.of("method", "pitch", "semitones", "-1"));
  private static final VoicePackage STRONG =
      disguise(Map.of("method", "mcadams", "alpha", "0.6..0.9"));

  @TempDir private static Path folder;
  private static DataSet set;

  @BeforeAll
  static void speak() {
    set = SyntheticVoices.withSeed(2).write(folder.resolve("voices"), 6, 1, Progress.NONE);
  }

  /** Where no words are lost whatever is done, what leaks least is taken. */
  @Test
  void run_wordsCostNothing_takesWhatLeaksLeast() {
    DisguiseSearch.Result result =
        search(Optional.of(deaf()), Optional.of("word")).run(Progress.NONE);

    assertTrue(result.isWithin());
    assertEquals(2, result.tried().size());
    double least =
        result.tried().stream().mapToDouble(one -> one.leakage().orElseThrow()).min().orElse(9);
    assertEquals(least, result.best().leakage().orElseThrow());
  }

  @Test
  void run_nobodyRecognisesWords_isRefused() {
    DisguiseSearch search = search(Optional.empty(), Optional.of("word"));

    assertThrows(IllegalArgumentException.class, () -> search.run(Progress.NONE));
  }

  @Test
  void run_nobodyWroteDownTheWords_isRefused() {
    DisguiseSearch search = search(Optional.of(deaf()), Optional.empty());

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> search.run(Progress.NONE));
    assertTrue(String.valueOf(refused.getMessage()).contains("--primary"));
    assertFalse(search.space().isEmpty());
  }

  private static DisguiseSearch search(Optional<Network> keywords, Optional<String> words) {
    return new DisguiseSearch(
        set,
        set.samples(),
        new VoiceInstruments(Optional.empty(), Optional.empty(), keywords),
        new SpeechColumns("identity", words, Optional.empty(), List.of()),
        new DisguiseSearch.Budget(2, 1, 2),
        List.of(WEAK, STRONG));
  }

  private static VoicePackage disguise(Map<String, String> settings) {
    return VoicePackage.of(VoiceSettings.of(settings), 16_000, 10);
  }

  /** Hears the same word, whatever is said. */
  private static Network deaf() {
    NetworkBuilder builder = NetworkBuilder.named("deaf");
    String samples = builder.input("samples", Shape.of(1_600));
    String nothing =
        builder.node(
            "Mul",
            "nothing",
            List.of(samples, builder.constant("zero", Tensor.of(Shape.of(), 0))),
            Attributes.none());
    String weight = builder.constant("weight", Tensor.allocate(Shape.of(1_600, 2)));
    String answers = builder.node("MatMul", "answers", List.of(nothing, weight), Attributes.none());
    return builder
        .output(answers)
        .build()
        .withCard(ModelCard.of(List.of("la", "mi"), AudioSpec.of(16_000, 1_600)));
  }
}

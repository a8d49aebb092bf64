package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which framing goes into a manifest. */
class PreprocessingOptionsTest {
  @TempDir Path folder;

  @Test
  void of_cropsOfNetworkSetAndOption_theNearestToTheBuildCounts() throws IOException {
    Network network = network(Colours.preprocessing().withCrop(0.9));

    assertEquals(0.9, options().of(network, Optional.empty()).crop());
    assertEquals(0.9, options().of(network, Optional.of(set("a", Optional.empty()))).crop());
    assertEquals(0.45, options().of(network, Optional.of(set("b", Optional.of(0.45)))).crop());
    assertEquals(
        0.5, options("--crop", "0.5").of(network, Optional.of(set("c", Optional.of(0.45)))).crop());
  }

  @Test
  void of_networkOfAudio_isRefused() {
    Network network =
        Colours.network().withCard(ModelCard.of(Colours.LABELS, AudioSpec.of(8000, 192)));

    assertThrows(UnsuitableModalityException.class, () -> options().of(network, Optional.empty()));
  }

  private static Network network(ImageSpec spec) {
    return Colours.network().withCard(ModelCard.of(Colours.LABELS, spec));
  }

  private static PreprocessingOptions options(String... words) {
    return CommandLine.populateCommand(new PreprocessingOptions(), words);
  }

  private DataSet set(String name, Optional<Double> crop) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    Files.writeString(place.resolve("a.png"), "pixels");
    DataCard card = DataCard.ofImages(name);
    return DataSet.write(
        place,
        crop.map(card::withCrop).orElse(card),
        List.of(),
        List.of(Sample.of("a.png", Map.of())));
  }
}

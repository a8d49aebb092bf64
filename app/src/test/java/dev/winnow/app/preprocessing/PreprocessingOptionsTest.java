package dev.winnow.app.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.app.Colours;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.WinnowException;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which preprocessing goes into a manifest. */
class PreprocessingOptionsTest {
  @TempDir Path folder;

  @Test
  void of_cropsOfNetworkSetAndOption_theNearestToTheBuildCounts() throws IOException {
    Network network = network(Colours.preprocessing().withCrop(0.9));

    assertEquals(0.9, crop(options(), network, Optional.empty()));
    assertEquals(0.9, crop(options(), network, Optional.of(set("a", Optional.empty()))));
    assertEquals(0.45, crop(options(), network, Optional.of(set("b", Optional.of(0.45)))));
    assertEquals(
        0.5, crop(options("--crop", "0.5"), network, Optional.of(set("c", Optional.of(0.45)))));
  }

  /**
   * With another resolution a crop is about the smaller images, and not about the network's own.
   */
  @Test
  void uncropped_cropGiven_countsForOtherImagesOnly() throws IOException {
    PreprocessingOptions options = options("--crop", "0.4");
    Network network = network(Colours.preprocessing().withCrop(0.9));

    InputSpec own = options.uncropped(network, Optional.of(set("d", Optional.of(0.45))));

    assertEquals(0.45, own.asImage("a test").crop());
    assertEquals(0.4, options.cropped(own.asImage("a test")).crop());
    assertEquals(0.45, options().cropped(own.asImage("a test")).crop());
  }

  private static double crop(PreprocessingOptions options, Network network, Optional<DataSet> set) {
    return options.of(network, set).asImage("a test").crop();
  }

  @Test
  void of_rowsOfSamples_areSoundOfTheRateGiven() {
    assertEquals(AudioSpec.of(16_000, 400), of(taking(1, 400), "--sample-rate=16000"));
    assertEquals(
        new AudioSpec(8000, 400, 0.25, 2),
        of(taking(400), "--sample-rate=8000", "--mean=0.25", "--scale=2"));
    assertEquals(AudioSpec.of(8000, 400), of(taking(400, 1), "--sample-rate=8000"));
  }

  @Test
  void of_cardOfSound_countsUnlessAnOptionSaysOtherwise() {
    Network network = taking(400).withCard(ModelCard.of(List.of(), new AudioSpec(8000, 400, 1, 2)));

    assertEquals(new AudioSpec(8000, 400, 1, 2), of(network));
    assertEquals(new AudioSpec(16_000, 400, 1, 4), of(network, "--sample-rate=16000", "--scale=4"));
  }

  /** openWakeWord's embedding takes 76 frames of 32 bands, with time on the first axis. */
  @Test
  void of_framesOfBands_areTheSpectrogramDescribed() {
    String mel = "bands=32,window=400,hop=160,fft=512,low=60,high=3800,scale=slaney";
    AudioSpec spec =
        new AudioSpec(
            16_000, 512 + 75 * 160, Optional.of(MelSpec.parse(mel, 16_000)), -110.309, 10);
    String[] options = {"--sample-rate=16000", "--mel=" + mel, "--mean=-110.309", "--scale=10"};

    assertEquals(spec, of(taking(76, 32, 1), options));
    assertEquals(spec, of(taking(1, 76, 32), options));
    assertEquals(Shape.of(1, 76, 32), spec.shape());
    Network said = taking(76, 32, 1).withCard(ModelCard.of(List.of(), spec));
    assertEquals(spec, of(said));
    assertEquals(
        "the network takes samples of 76×32×1, and --mel makes frames of 40 bands; give it as many bands as the last axis has, or export it with time before the bands",
        refusal(taking(76, 32, 1), "--sample-rate=16000", "--mel=bands=40"));
    assertEquals(
        "--mel takes audio, and the network is of images; use one of audio",
        refusal(network(Colours.preprocessing()), "--mel=bands=40"));
  }

  @Test
  void of_namedChannels_areSeriesOfWhatIsLeft() {
    assertEquals(series(1, 1, "a", "b", "c"), of(taking(3), "--channels=a,b,c"));
    assertEquals(series(1, 1, "a", "b", "c"), of(taking(1, 3), "--channels=a,b,c"));
    assertEquals(
        series(50, 128, "x", "y", "z"), of(taking(3, 128), "--channels=x,y,z", "--sample-rate=50"));
    assertEquals(
        series(0.5, 128, "x", "y", "z"),
        of(taking(1, 128, 3), "--channels=x,y,z", "--sample-rate=0.5"));
    assertEquals(series(50, 128, "x"), of(taking(1, 128), "--channels=x", "--sample-rate=50"));
  }

  @Test
  void of_unstatedOrUnfitting_saysWhichOptionToGive() {
    assertEquals(
        "the network does not say what its samples of 1×400 are; give --sample-rate if they are sound, or --channels if they are rows of a table or readings of sensors",
        refusal(taking(1, 400), "--mean=0", "--scale=1"));
    assertEquals(
        "the network does not say what its samples of 128×9 are; if they are readings of sensors, give --channels and --sample-rate",
        refusal(taking(128, 9)));
    assertEquals(
        "the network takes samples of 4×32×32, which are no image (1 or 3 channels, height, width), no sound (a row of samples) and no series (channels and their values); export it with such an input",
        refusal(taking(4, 32, 32), "--mean=0", "--scale=255"));
    assertEquals(
        "the network takes samples of 64×101, and sound is a row of samples; describe the spectrogram that it takes with --mel, or export it with what makes one inside",
        refusal(taking(64, 101), "--sample-rate=8000"));
    assertEquals(
        "the network takes samples of 9×128, and 2 channels are named: x, y; name as many with --channels as it takes",
        refusal(taking(9, 128), "--channels=x,y", "--sample-rate=50"));
    assertEquals(
        "nothing says how many values a second the network's input of 2×128 has; give --sample-rate",
        refusal(taking(2, 128), "--channels=x,y"));
    assertEquals(
        "--crop, --fit and --colour take images, and the network is of audio; use one of images",
        refusal(taking(400), "--sample-rate=8000", "--crop=0.5"));
    assertEquals(
        "--sample-rate takes audio, and the network is of images; use one of audio",
        refusal(network(Colours.preprocessing()), "--sample-rate=8000"));
  }

  @Test
  void of_dataSetWithoutRateOrChannels_saysWhichOptionToGive() throws IOException {
    Optional<DataSet> sound = Optional.of(set(DataCard.of("sound", InputSpec.Kind.AUDIO)));
    DataCard timed = DataCard.of("series", InputSpec.Kind.SERIES).withSampleRate(50);
    Optional<DataSet> series = Optional.of(set(timed));

    assertEquals(
        "nothing says how many values a second the network's input of 400 has; give --sample-rate",
        refusal(() -> options().of(taking(400), sound)));
    assertEquals(
        "nothing names the channels of the network's input of 2×128; name them in its order with --channels",
        refusal(() -> options().of(taking(2, 128), series)));
    assertEquals(
        series(50, 128, "x", "y").withRecorded(50),
        options("--channels=x,y").of(taking(2, 128), series));
  }

  @Test
  void of_seriesRecordedAtAnotherRate_saysSoBesideTheNetworks() throws IOException {
    DataCard timed = DataCard.of("series", InputSpec.Kind.SERIES).withSampleRate(100);

    assertEquals(
        series(50, 128, "x", "y").withRecorded(100),
        options("--channels=x,y", "--sample-rate=50").of(taking(2, 128), Optional.of(set(timed))));
    assertEquals(
        series(50, 128, "x", "y").withRecorded(25).withLongestGap(3),
        of(
            taking(2, 128),
            "--channels=x,y",
            "--sample-rate=50",
            "--recorded-rate=25",
            "--longest-gap=3"));
  }

  @Test
  void of_rateOfSoundThatIsNotWhole_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> of(taking(400), "--sample-rate=8000.5"));
    assertThrows(
        IllegalArgumentException.class,
        () -> of(taking(400), "--sample-rate=8000", "--mean=1,2", "--scale=1,2"));
  }

  private static InputSpec of(Network network, String... words) {
    return options(words).of(network, Optional.empty());
  }

  private static String refusal(Network network, String... words) {
    return refusal(() -> of(network, words));
  }

  private static String refusal(Executable asked) {
    return String.valueOf(assertThrows(WinnowException.class, asked).getMessage());
  }

  private static SeriesSpec series(double rate, int length, String... channels) {
    return new SeriesSpec(
        List.of(channels), rate, length, Normalization.same(channels.length, 0, 1));
  }

  /** A network of samples of some shape. */
  private static Network taking(int... dims) {
    NetworkBuilder builder = NetworkBuilder.named("net");
    return builder.output(builder.relu("y", builder.input("x", Shape.of(dims)))).build();
  }

  private static Network network(ImageSpec spec) {
    return Colours.network().withCard(ModelCard.of(Colours.LABELS, spec));
  }

  private static PreprocessingOptions options(String... words) {
    return CommandLine.populateCommand(new PreprocessingOptions(), words);
  }

  private DataSet set(String name, Optional<Double> crop) throws IOException {
    DataCard card = DataCard.ofImages(name);
    return set(crop.map(card::withCrop).orElse(card));
  }

  private DataSet set(DataCard card) throws IOException {
    Path place = Files.createDirectories(folder.resolve(card.name()));
    Files.writeString(place.resolve("a.png"), "pixels");
    return DataSet.write(place, card, List.of(), List.of(Sample.of("a.png", Map.of())));
  }
}

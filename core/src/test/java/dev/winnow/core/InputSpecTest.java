package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InputSpecTest {
  private static final SeriesSpec SERIES =
      new SeriesSpec(
          List.of("x_acc", "y_acc"),
          50,
          128,
          new Normalization(List.of(0.5, -1.0), List.of(9.81, 2.0)));

  private static final MelSpec MEL =
      new MelSpec(
          new StftSpec(400, 160, 512, 1, true),
          new MelSpec.Bands(40, 20, 7_600, MelSpec.Bands.Scale.SLANEY, MelSpec.Bands.Norm.SLANEY),
          new MelSpec.LogScale(MelSpec.LogScale.Unit.LN, 1e-6, OptionalDouble.of(8)));

  static Stream<InputSpec> specs() {
    return Stream.of(
        Manifests.preprocessing(),
        new AudioSpec(16_000, 8_000, 0.1, 0.5),
        AudioSpec.of(16_000, 8_000).withMel(MEL),
        AudioSpec.of(16_000, 8_000).withMel(MelSpec.of(16_000, 64)),
        SERIES,
        SERIES.withLongestGap(0).withRecorded(102.5));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void fromJson_ofToJson_isTheSame(InputSpec spec) {
    assertEquals(spec, read(Json.line(spec.toJson())));
    assertEquals(spec.modality().word(), spec.toJson().get("modality").textValue());
  }

  @Test
  void shape_ofEach_isThatOfOneSample() {
    assertEquals(Shape.of(3, 112, 112), Manifests.preprocessing().shape());
    assertEquals(Shape.of(8_000), AudioSpec.of(16_000, 8_000).shape());
    assertEquals(Shape.of(2, 128), SERIES.shape());
    assertEquals(2.56, SERIES.seconds());
    assertEquals(0.5, AudioSpec.of(16_000, 8_000).seconds());
    assertEquals(0, Manifests.preprocessing().seconds());
  }

  /** As torch.stft counts: 1 + (samples − fft) / hop, or with center 1 + samples / hop. */
  @Test
  void shape_ofSpectrogram_isFramesByBands() {
    AudioSpec spec = AudioSpec.of(16_000, 8_000);

    assertEquals(Shape.of(1, 51, 40), spec.withMel(MEL).shape());
    assertEquals(Shape.of(1, 47, 64), spec.withMel(MelSpec.of(16_000, 64)).shape());
    assertEquals(512 + 46 * 160, MelSpec.of(16_000, 64).stft().samples(47));
    assertEquals(50 * 160, MEL.stft().samples(51));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"modality":"video"}                                               | must be one of image, audio, series
          {"modality":"audio","rate":0,"samples":1,"mean":0,"scale":1}       | rate must be from 1 to 768,000
          {"modality":"audio","rate":8000,"samples":0,"mean":0,"scale":1}    | samples must be at least 1
          {"modality":"audio","rate":8000,"samples":1,"mean":0,"scale":0}    | scale must not be 0
          {"modality":"audio","rate":8000,"samples":1,"mean":0,"scale":1,"x":1} | has an unknown field "x"
          {"modality":"audio","rate":8000,"samples":512,"mel":{},"mean":0,"scale":1} | lacks the field "stft"
          {"modality":"audio","rate":8000,"samples":512,"mel":{"stft":{"window":256,"hop":80,"fft":256,"power":2,"center":false},"bands":{"count":40,"low":20,"high":4001,"scale":"htk","norm":"none"},"log":{"unit":"db","floor":1e-10}},"mean":0,"scale":1} | high must be at most half the rate
          {"modality":"audio","rate":8000,"samples":255,"mel":{"stft":{"window":256,"hop":80,"fft":256,"power":2,"center":false},"bands":{"count":40,"low":20,"high":4000,"scale":"htk","norm":"none"},"log":{"unit":"db","floor":1e-10}},"mean":0,"scale":1} | samples must be
          {"modality":"audio","rate":8000,"samples":512,"mel":{"stft":{"window":256,"hop":80,"fft":256,"power":3,"center":false},"bands":{"count":40,"low":20,"high":4000,"scale":"htk","norm":"none"},"log":{"unit":"db","floor":1e-10}},"mean":0,"scale":1} | power must be 1 or 2
          {"modality":"audio","rate":8000,"samples":512,"mel":{"stft":{"window":256,"hop":80,"fft":256,"power":2,"center":false},"bands":{"count":40,"low":20,"high":4000,"scale":"bark","norm":"none"},"log":{"unit":"db","floor":1e-10}},"mean":0,"scale":1} | must be one of htk, slaney
          {"modality":"audio","rate":8000,"samples":512,"mel":{"stft":{"window":256,"hop":80,"fft":256,"power":2,"center":false},"bands":{"count":40,"low":20,"high":4000,"scale":"htk","norm":"none"},"log":{"unit":"db","floor":0}},"mean":0,"scale":1} | floor must be above 0
          {"modality":"audio","rate":8000,"samples":512,"mel":{"stft":{"window":256,"hop":80,"fft":256,"power":2,"center":false,"pad":1},"bands":{"count":40,"low":20,"high":4000,"scale":"htk","norm":"none"},"log":{"unit":"db","floor":1}},"mean":0,"scale":1} | has an unknown field "pad"
          {"modality":"series","channels":[],"rate":1,"length":1,"mean":[],"scale":[]} | there must be a channel
          {"modality":"series","channels":["a","a"],"rate":1,"length":1,"mean":[0,0],"scale":[1,1]} | channels must all differ
          {"modality":"series","channels":["a"],"rate":0,"length":1,"mean":[0],"scale":[1]} | rate must be above 0
          {"modality":"series","channels":["a"],"rate":1,"length":0,"mean":[0],"scale":[1]} | length must be at least 1
          {"modality":"series","channels":["a"],"rate":1,"length":1,"mean":[0,1],"scale":[1,1]} | mean must have one number per channel
          {"modality":"series","channels":["a"],"rate":1,"length":1,"mean":[0],"scale":[0]} | scale must not be 0
          {"modality":"series","channels":["a"],"rate":1,"length":1,"mean":[0],"scale":[1],"longestGap":-1} | longestGap must be at least 0
          {"modality":"series","channels":["a"],"rate":1,"length":1,"mean":[0],"scale":[1],"recorded":0} | recorded must be above 0
          """)
  void fromJson_outOfRange_saysWhat(String json, String complaint) {
    var refusal = assertThrows(MalformedJsonException.class, () -> read(json));

    assertTrue(refusal.getMessage().contains(complaint), refusal.getMessage());
  }

  @Test
  void parse_ofAFewNames_takesTheRestAsUsual() {
    MelSpec usual = MelSpec.parse("bands=40", 16_000);

    assertEquals(new StftSpec(400, 160, 512, 2, false), usual.stft());
    assertEquals(
        new MelSpec.Bands(40, 20, 8_000, MelSpec.Bands.Scale.HTK, MelSpec.Bands.Norm.NONE),
        usual.bands());
    assertEquals(
        new MelSpec.LogScale(MelSpec.LogScale.Unit.DB, 1e-10, OptionalDouble.empty()), usual.log());
    assertEquals(
        MEL,
        MelSpec.parse(
            "window=25ms, hop=160, fft=512, power=1, center=true, bands=40, high=7600,scale=slaney, norm=slaney, log=ln, floor=1e-6, range=8",
            16_000));
    assertEquals(usual, MelSpec.of(16_000, 40));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bands         | of bands, window, hop, fft, power, center, low, high, scale, norm, log, floor, range, not "bands"
          width=3       | not "width=3"
          bands=1,bands=2 | mel bands is given twice; leave one out
          bands=many    | mel bands must be a number, not "many"
          window=1.5    | mel window must be a whole number, not "1.5"
          scale=bark    | mel scale must be htk or slaney, not "bark"
          center=maybe  | mel center must be true or false, not "maybe"
          low=9000      | low must be at least 0 and below high
          """)
  void parse_notOfThatForm_saysWhat(String text, String complaint) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> MelSpec.parse(text, 16_000));

    assertTrue(String.valueOf(refusal.getMessage()).contains(complaint), refusal.getMessage());
  }

  @Test
  void asImage_ofSomethingElse_isRefusedInOneSentence() {
    assertEquals(Manifests.preprocessing(), Manifests.preprocessing().asImage("the decoder"));

    var refusal =
        assertThrows(UnsuitableModalityException.class, () -> SERIES.asImage("the decoder"));

    assertEquals(
        "the decoder takes images, and the network is of series; use one of images",
        refusal.getMessage());
  }

  private static InputSpec read(String json) {
    return InputSpec.fromJson(Json.readObject("spec", json.getBytes(StandardCharsets.UTF_8)));
  }
}

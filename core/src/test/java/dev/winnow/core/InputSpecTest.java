package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
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

  static Stream<InputSpec> specs() {
    return Stream.of(
        Manifests.preprocessing(),
        new AudioSpec(16_000, 8_000, 0.1, 0.5),
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

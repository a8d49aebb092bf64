package dev.winnow.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InferenceResponseTest {
  private static final NamedTensor QUESTION = new NamedTensor("x", Tensor.of(Shape.of(1, 1), 1f));

  @Test
  void decode_protocolsOwnExample_whichLeavesTheModelOut_isUnderstood() {
    InferenceResponse response =
        InferenceResponse.decode(
            Bytes.utf8(
                """
                {
                  "id" : "42",
                  "outputs" : [
                    {
                      "name" : "output0",
                      "shape" : [ 3, 2 ],
                      "datatype"  : "FP32",
                      "data" : [ 1.0, 1.1, 2.0, 2.1, 3.0, 3.1 ]
                    }
                  ]
                }
                """),
            OptionalInt.empty());

    assertEquals(Optional.of("42"), response.id());
    assertEquals(Optional.empty(), response.model());
    Tensor output = response.output("output0").tensor();
    assertEquals(Shape.of(3, 2), output.shape());
    assertArrayEquals(new float[] {1.0f, 1.1f, 2.0f, 2.1f, 3.0f, 3.1f}, output.toArray());
  }

  @Test
  void encode_eachOutputAsTheRequestWants() {
    var request =
        new InferenceRequest(
            Optional.of("9"), List.of(QUESTION), List.of(new RequestedOutput("a", false)), true);
    var response =
        new InferenceResponse(
            Optional.of("m"),
            Optional.of("2"),
            request.id(),
            List.of(
                new NamedTensor("a", Tensor.of(Shape.of(1, 2), 0.25f, 0.75f)),
                new NamedTensor("b", Tensor.of(Shape.of(1), 3))));

    Message message = response.encode(request);

    String json =
        "{\"model_name\":\"m\",\"model_version\":\"2\",\"id\":\"9\",\"outputs\":["
            + "{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[0.25,0.75]},"
            + "{\"name\":\"b\",\"datatype\":\"FP32\",\"shape\":[1],"
            + "\"parameters\":{\"binary_data_size\":4}}]}";
    byte[] bytes = message.toBytes();
    assertEquals(OptionalInt.of(json.length()), message.jsonLength());
    assertEquals(json, new String(bytes, 0, json.length(), StandardCharsets.UTF_8));
    // 3.0 in IEEE 754, lowest byte first.
    assertArrayEquals(
        new byte[] {0, 0, 0x40, 0x40}, Arrays.copyOfRange(bytes, json.length(), bytes.length));
  }

  @Test
  void output_unknown_saysWhatWasSent() {
    var response =
        new InferenceResponse(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(QUESTION));

    var refusal = assertThrows(WireException.class, () -> response.output("y"));
    assertEquals("outputs lacks \"y\"; the server sent [x]", refusal.getMessage());
  }

  @Test
  void decode_otherTypesOrNoOutputs_areRefusedByName() {
    String integers =
        """
        {"outputs":[{"name":"y","shape":[1],"datatype":"INT64","data":[1]}]}""";

    assertEquals(
        "outputs[0].datatype is INT64, and only FP32 and BYTES are taken",
        assertThrows(WireException.class, () -> decode(Bytes.utf8(integers))).getMessage());
    assertEquals(
        "the message lacks the field \"outputs\"",
        assertThrows(WireException.class, () -> decode(Bytes.utf8("{\"error\":\"no\"}")))
            .getMessage());
  }

  private static InferenceResponse decode(ByteBuffer body) {
    return InferenceResponse.decode(body, OptionalInt.empty());
  }
}

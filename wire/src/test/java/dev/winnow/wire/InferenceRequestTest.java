package dev.winnow.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InferenceRequestTest {

  /** The JSON of the binary extension's own example, with FP32 in place of UINT32 and BOOL. */
  private static final String TRITON_EXAMPLE =
      """
      {
        "model_name" : "mymodel",
        "inputs" : [
          {
            "name" : "input0",
            "shape" : [ 2, 2 ],
            "datatype" : "FP32",
            "parameters" : {
              "binary_data_size" : 16
            }
          },
          {
            "name" : "input1",
            "shape" : [ 3 ],
            "datatype" : "FP32",
            "parameters" : {
              "binary_data_size" : 12
            }
          }
        ],
        "outputs" : [
          {
            "name" : "output0",
            "parameters" : {
              "binary_data" : true
            }
          }
        ]
      }
      """;

  private static ByteBuffer tritonMessage() {
    byte[] json = TRITON_EXAMPLE.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message =
        ByteBuffer.allocateDirect(json.length + 28).order(ByteOrder.LITTLE_ENDIAN).put(json);
    for (int i = 1; i <= 7; i++) {
      message.putFloat(i);
    }
    return message.flip();
  }

  private static OptionalInt tritonJsonLength() {
    return OptionalInt.of(TRITON_EXAMPLE.length());
  }

  private static InferenceRequest decode(String json) {
    return InferenceRequest.decode(Bytes.utf8(json), OptionalInt.empty());
  }

  private static float[] onlyInput(String tensor) {
    return decode("{\"inputs\":[" + tensor + "]}").inputs().get(0).tensor().toArray();
  }

  @Test
  void decode_binaryExample_partsTheDataInOrder() {
    InferenceRequest request = InferenceRequest.decode(tritonMessage(), tritonJsonLength());

    assertEquals("input0", request.inputs().get(0).name());
    assertEquals(Shape.of(2, 2), request.inputs().get(0).tensor().shape());
    assertArrayEquals(new float[] {1, 2, 3, 4}, request.inputs().get(0).tensor().toArray());
    assertArrayEquals(new float[] {5, 6, 7}, request.inputs().get(1).tensor().toArray());
    assertEquals(List.of(new RequestedOutput("output0", true)), request.outputs());
    assertFalse(request.wantsBinary("another"));
  }

  @Test
  void decode_directBody_sharesItsMemory() {
    ByteBuffer message = tritonMessage();
    InferenceRequest request = InferenceRequest.decode(message, tritonJsonLength());

    message.order(ByteOrder.LITTLE_ENDIAN).putFloat(TRITON_EXAMPLE.length(), 10);

    assertArrayEquals(new float[] {10, 2, 3, 4}, request.inputs().get(0).tensor().toArray());
  }

  @Test
  void decode_heapBody_copiesItsData() {
    byte[] bytes = new byte[tritonMessage().remaining()];
    tritonMessage().get(bytes);
    InferenceRequest request = InferenceRequest.decode(ByteBuffer.wrap(bytes), tritonJsonLength());

    bytes[TRITON_EXAMPLE.length() + 3] = 0;

    assertArrayEquals(new float[] {1, 2, 3, 4}, request.inputs().get(0).tensor().toArray());
  }

  @Test
  void decode_dataFlatOrNested_isTheSameTensor() {
    String flat =
        """
        {"name":"x","shape":[2,2],"datatype":"FP32","data":[1, 2, 4, 5]}""";
    String nested =
        """
        {"name":"x","shape":[2,2],"datatype":"FP32","data":[[1, 2], [4, 5]]}""";

    assertArrayEquals(new float[] {1, 2, 4, 5}, onlyInput(flat));
    assertArrayEquals(new float[] {1, 2, 4, 5}, onlyInput(nested));
  }

  @Test
  void decode_fieldsInAlphabeticalOrder_asGoClientsSendThem_isUnderstood() {
    InferenceRequest request =
        decode(
            """
            {"id":"7",
             "inputs":[{"data":[[0.5],[-1e-3]],"datatype":"FP32","name":"x","shape":[2,1]}],
             "outputs":[{"name":"y"}],
             "parameters":{"binary_data_output":true}}""");

    assertEquals(Optional.of("7"), request.id());
    assertArrayEquals(new float[] {0.5f, -0.001f}, request.inputs().get(0).tensor().toArray());
    assertEquals(List.of(new RequestedOutput("y", true)), request.outputs());
    assertTrue(request.wantsBinary("another"));
  }

  @Test
  void decode_unknownFieldsAndNulls_areIgnored() {
    InferenceRequest request =
        decode(
            """
            {"model_name":"m", "id":null, "outputs":null, "parameters":null, "extra":{"a":[1,{}]},
             "inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[3],"extra":[[]],
               "parameters":{"content_type":"np"}}]}""");

    assertEquals(Optional.empty(), request.id());
    assertEquals(List.of(), request.outputs());
    assertArrayEquals(new float[] {3}, request.inputs().get(0).tensor().toArray());
  }

  @Test
  void decode_scalarAndNoRows_areTensorsToo() {
    assertArrayEquals(
        new float[] {2},
        onlyInput("{\"name\":\"x\",\"shape\":[],\"datatype\":\"FP32\",\"data\":[2]}"));
    assertArrayEquals(
        new float[] {},
        onlyInput("{\"name\":\"x\",\"shape\":[0,3],\"datatype\":\"FP32\",\"data\":[]}"));
  }

  @Test
  void decode_numbersJsonCannotHold_areTheirNames() {
    float[] values =
        onlyInput(
            """
            {"name":"x","shape":[3],"datatype":"FP32","data":["NaN","Infinity","-Infinity"]}""");

    assertArrayEquals(
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}, values);
  }

  @Test
  void encode_toBinary_isTheJsonAndTheTensorsOwnMemory() {
    Tensor feature = Tensor.of(Shape.of(1, 2), 1, -2);
    Message message = InferenceRequest.of(new NamedTensor("feature", feature), "p").encode();

    assertEquals(
        "{\"inputs\":[{\"name\":\"feature\",\"datatype\":\"FP32\",\"shape\":[1,2],"
            + "\"parameters\":{\"binary_data_size\":8}}],"
            + "\"outputs\":[{\"name\":\"p\",\"parameters\":{\"binary_data\":true}}],"
            + "\"parameters\":{\"binary_data_output\":true}}",
        StandardCharsets.UTF_8.decode(message.parts().get(0)).toString());
    assertEquals("application/octet-stream", message.contentType());
    assertEquals(message.length(), message.jsonLength().getAsInt() + 8);

    feature.buffer().put(0, 5);
    ByteBuffer data = message.parts().get(1).order(ByteOrder.LITTLE_ENDIAN);
    assertTrue(data.isDirect());
    assertEquals(5f, data.getFloat());
  }

  @Test
  void encodeJson_writesNumbersOutWithoutTheExtension() {
    Tensor feature = Tensor.of(Shape.of(2, 1), 0.1f, Float.NaN);
    Message message =
        new InferenceRequest(
                Optional.of("a"),
                List.of(new NamedTensor("x", feature)),
                List.of(new RequestedOutput("y", false)),
                false)
            .encodeJson();

    assertEquals(
        "{\"id\":\"a\",\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[2,1],"
            + "\"data\":[0.1            ,\"NaN\"          ]}],\"outputs\":[{\"name\":\"y\"}]}",
        new String(message.toBytes(), StandardCharsets.UTF_8));
    assertEquals(OptionalInt.empty(), message.jsonLength());
    assertEquals("application/json", message.contentType());
  }

  @Test
  void decode_jsonLengthOutsideTheMessage_namesTheHeader() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      var refusal =
          assertThrows(
              WireException.class,
              () -> InferenceRequest.decode(tritonMessage(), OptionalInt.of(length)));
      assertEquals(
          "the header Inference-Header-Content-Length is %d, and the message has %d bytes"
              .formatted(length, tritonMessage().remaining()),
          refusal.getMessage());
    }
  }

  @Test
  void decode_dataCutShortOrLeftOver_saysHowMuch() {
    ByteBuffer cut = tritonMessage();
    cut.limit(cut.limit() - 1);
    var tooFew =
        assertThrows(WireException.class, () -> InferenceRequest.decode(cut, tritonJsonLength()));
    assertEquals(
        "inputs[1] has 12 bytes of binary data, and 11 follow; check the header"
            + " Inference-Header-Content-Length",
        tooFew.getMessage());

    ByteBuffer whole = tritonMessage();
    ByteBuffer longer = ByteBuffer.allocate(whole.remaining() + 4).put(whole).rewind();
    var tooMany =
        assertThrows(
            WireException.class, () -> InferenceRequest.decode(longer, tritonJsonLength()));
    assertEquals(
        "4 bytes of binary data belong to no tensor; give each its binary_data_size",
        tooMany.getMessage());
  }
}

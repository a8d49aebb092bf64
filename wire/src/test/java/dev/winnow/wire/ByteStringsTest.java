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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors of the type BYTES, in the layouts of the protocol and of its binary extension. */
class ByteStringsTest {
  /**
   * What tritonclient's serialize_byte_tensor makes of [b"abc", b"", b"\xff\xd8"]: "a 4-byte
   * unsigned integer giving the length followed by the actual bytes", little-endian.
   */
  private static final byte[] THREE =
      HexFormat.ofDelimiter(" ").parseHex("03 00 00 00 61 62 63 00 00 00 00 02 00 00 00 ff d8");

  private static final String JSON =
      """
      {"inputs":[{"name":"image","shape":[3],"datatype":"BYTES",\
      "parameters":{"binary_data_size":17}}]}""";

  @Test
  void decode_binaryData_isPartedByItsLengths() {
    NamedTensor image = binary(JSON, THREE, OptionalInt.of(JSON.length())).inputs().get(0);

    assertEquals(Datatype.BYTES, image.content().datatype());
    assertEquals(Shape.of(3), image.shape());
    assertArrayEquals("abc".getBytes(StandardCharsets.UTF_8), element(image, 0));
    assertArrayEquals(new byte[0], element(image, 1));
    assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xd8}, element(image, 2));
  }

  @Test
  void encode_toBinary_isThatLayoutOverTheElementsOwnMemory() {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8};
    var strings = ByteStrings.of("abc".getBytes(StandardCharsets.UTF_8), new byte[0], jpeg);
    Message message = InferenceRequest.of(new NamedTensor("image", strings), "objects").encode();
    byte[] bytes = message.toBytes();
    int json = message.jsonLength().getAsInt();

    assertTrue(
        new String(bytes, 0, json, StandardCharsets.UTF_8)
            .startsWith(
                "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[3],"
                    + "\"parameters\":{\"binary_data_size\":17}}]"));
    assertEquals(bytes.length, message.length());
    assertArrayEquals(THREE, Arrays.copyOfRange(bytes, json, bytes.length));

    jpeg[0] = 7;
    assertEquals(7, message.parts().get(6).get(0));
  }

  @Test
  void decode_stringsOfJson_areTheirUtf8() {
    NamedTensor flat = only("\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"Käse\",\"NaN\"]");
    NamedTensor nested =
        only("\"data\":[[\"Käse\"],[\"NaN\"]],\"shape\":[2,1],\"datatype\":\"BYTES\"");

    for (NamedTensor tensor : List.of(flat, nested)) {
      assertArrayEquals("Käse".getBytes(StandardCharsets.UTF_8), element(tensor, 0));
      assertArrayEquals("NaN".getBytes(StandardCharsets.UTF_8), element(tensor, 1));
    }
  }

  /** RFC 4648, section 10: "fooba" is "Zm9vYmE=". */
  @Test
  void decode_stringsOfContentTypeBase64_asMlServerHasIt_areWhatTheyCode() {
    NamedTensor tensor =
        only(
            "\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"Zm9vYmE=\"],"
                + "\"parameters\":{\"content_type\":\"base64\"}");

    assertArrayEquals("fooba".getBytes(StandardCharsets.UTF_8), element(tensor, 0));
  }

  @Test
  void encodeJson_textOrNot_isReadBackToTheByte() {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 0};
    byte[] text = "Käse\n".getBytes(StandardCharsets.UTF_8);

    Message asText = json(ByteStrings.of(text));
    Message asBase64 = json(ByteStrings.of(jpeg));

    assertEquals(OptionalInt.empty(), asText.jsonLength());
    assertFalse(string(asText).contains("base64"), string(asText));
    assertTrue(
        string(asBase64)
            .contains("\"parameters\":{\"content_type\":\"base64\"},\"data\":[\"/9gA\"]"),
        string(asBase64));
    assertArrayEquals(text, element(read(asText), 0));
    assertArrayEquals(jpeg, element(read(asBase64), 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | 03 00 00 00 61 62    | the binary data of inputs[0] says that its element 0 has 3 bytes, and 2 follow; give the length of each in 4 bytes, lowest first",
        "[1] | ff ff ff ff 61 62    | the binary data of inputs[0] says that its element 0 has 4294967295 bytes, and 2 follow; give the length of each in 4 bytes, lowest first",
        "[1] | ff d8 ff             | the binary data of inputs[0] ends before its element 0, and the shape 1 needs 1; give the length of each in 4 bytes, lowest first",
        "[2] | 01 00 00 00 61       | the binary data of inputs[0] ends before its element 1, and the shape 2 needs 2; give the length of each in 4 bytes, lowest first",
        "[1] | 01 00 00 00 61 62 63 | the binary data of inputs[0] has 2 bytes more than the 1 elements of the shape 1",
        "[536870911] | 00 00 00 00  | the binary data of inputs[0] has 536870911 strings of bytes, and at most 65536 are taken",
      })
  void decode_binaryDataThatDoesNotFit_saysWhere(String shape, String hex, String sentence) {
    byte[] data = HexFormat.ofDelimiter(" ").parseHex(hex);
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":%s,\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":%d}}]}"
            .formatted(shape, data.length);

    var refusal =
        assertThrows(WireException.class, () -> binary(json, data, OptionalInt.of(json.length())));
    assertEquals(sentence, refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"a\",1]  | inputs[0].data[1] must be a string",
        "\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[1]        | inputs[0].data[0] must be a string",
        "\"shape\":[1],\"data\":[\"a\"],\"datatype\":\"FP32\"     | inputs[0].data[0] must be a number",
        "\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"a\"]    | inputs[0].data has 1 strings, and its shape 2 needs 2",
        "\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"?\"],\"parameters\":{\"content_type\":\"base64\"} | inputs[0].data must be Base64, as its content_type says",
        "\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"\\ud800\"] | inputs[0].data must be text",
      })
  void decode_otherElementsThanStrings_namesTheField(String tensor, String sentence) {
    assertEquals(sentence, assertThrows(WireException.class, () -> only(tensor)).getMessage());
  }

  @Test
  void decode_moreStringsThanAreTaken_isRefused() {
    int many = Limits.BYTE_STRINGS + 1;
    String data = "\"a\",".repeat(many - 1) + "\"a\"";

    var refusal =
        assertThrows(
            WireException.class,
            () ->
                only("\"shape\":[%d],\"datatype\":\"BYTES\",\"data\":[%s]".formatted(many, data)));
    assertEquals(
        "inputs[0].data has 65537 strings of bytes, and at most 65536 are taken",
        refusal.getMessage());
  }

  /** What a detector answers that found nothing: numpy writes such an array as [[]]. */
  @Test
  void numbers_withAnExtentOf0_areReadAndWrittenBothWays() {
    NamedTensor none = new NamedTensor("objects", Tensor.allocate(Shape.of(1, 0, 6)));
    NamedTensor question = new NamedTensor("x", Tensor.of(Shape.of(1), 1));
    for (boolean asBinary : new boolean[] {true, false}) {
      var request =
          new InferenceRequest(
              Optional.empty(),
              List.of(question),
              List.of(new RequestedOutput("objects", asBinary)),
              asBinary);
      Message message =
          new InferenceResponse(Optional.empty(), Optional.empty(), Optional.empty(), List.of(none))
              .encode(request);
      InferenceResponse decoded =
          InferenceResponse.decode(ByteBuffer.wrap(message.toBytes()), message.jsonLength());

      assertEquals(asBinary, message.jsonLength().isPresent());
      assertEquals(Shape.of(1, 0, 6), decoded.output("objects").tensor().shape());
    }
    assertEquals(
        Shape.of(1, 0, 6),
        only("\"shape\":[1,0,6],\"datatype\":\"FP32\",\"data\":[[]]").tensor().shape());
    assertThrows(
        WireException.class, () -> only("\"shape\":[0,6],\"datatype\":\"FP32\",\"data\":[[]]"));
  }

  @Test
  void content_ofTheOtherKind_isRefusedByName() {
    NamedTensor strings = new NamedTensor("image", ByteStrings.of(new byte[1]));
    NamedTensor numbers = new NamedTensor("x", Tensor.of(Shape.of(1), 1));

    assertEquals(
        "\"image\" is BYTES, and must be FP32",
        assertThrows(WireException.class, strings::tensor).getMessage());
    assertEquals(
        "\"x\" is FP32, and must be BYTES",
        assertThrows(WireException.class, numbers::bytes).getMessage());
    assertEquals("BYTES 1", strings.bytes().toString());
  }

  private static InferenceRequest binary(String json, byte[] data, OptionalInt jsonLength) {
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(head.length + data.length).put(head).put(data).flip();
    InferenceRequest onHeap = InferenceRequest.decode(body, jsonLength);
    InferenceRequest.decode(Bytes.direct(body.array()), jsonLength);
    return onHeap;
  }

  private static NamedTensor only(String tensor) {
    return InferenceRequest.decode(
            Bytes.utf8("{\"inputs\":[{\"name\":\"image\"," + tensor + "}]}"), OptionalInt.empty())
        .inputs()
        .get(0);
  }

  private static Message json(ByteStrings strings) {
    return new InferenceRequest(
            Optional.empty(), List.of(new NamedTensor("image", strings)), List.of(), false)
        .encodeJson();
  }

  private static NamedTensor read(Message message) {
    return InferenceRequest.decode(ByteBuffer.wrap(message.toBytes()), message.jsonLength())
        .inputs()
        .get(0);
  }

  private static String string(Message message) {
    return new String(message.toBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] element(NamedTensor tensor, int index) {
    ByteBuffer element = tensor.bytes().elements().get(index);
    byte[] bytes = new byte[element.remaining()];
    element.get(bytes);
    return bytes;
  }
}

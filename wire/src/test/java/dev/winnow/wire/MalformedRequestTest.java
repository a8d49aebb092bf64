package dev.winnow.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every complaint names the field. */
class MalformedRequestTest {

  private static String complaint(String json) {
    return assertThrows(
            WireException.class,
            () -> InferenceRequest.decode(Bytes.utf8(json), OptionalInt.empty()))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                    | the message must be a JSON object",
        "7                     | the message must be a JSON object",
        "``                    | the message must be a JSON object",
        "{}                    | the message lacks the field \"inputs\"",
        "{\"inputs\":{}}       | inputs must be a JSON array",
        "{\"inputs\":null}     | inputs must be a JSON array",
        "{\"inputs\":[]}       | inputs must hold at least one tensor",
        "{\"inputs\":[3]}      | inputs[0] must be a JSON object",
        "{\"inputs\":[{}]}     | inputs[0] lacks the field \"datatype\"",
        "{\"id\":3}            | id must be a string",
        "{\"id\":\"\"}         | id must have 1 to 256 characters",
        "{\"parameters\":[]}   | parameters must be a JSON object",
        "{\"outputs\":[{}]}    | outputs[0] lacks the field \"name\"",
        "{\"outputs\":[{\"name\":\"a\"},{\"name\":\"a\"}]} | outputs[1] has the same name as an output before it",
        "{\"outputs\":[{\"parameters\":{\"binary_data\":1}}]} | outputs[0].parameters.binary_data must be true or false",
        "{\"outputs\":[{\"parameters\":{\"classification\":1}}]} | outputs[0].parameters.classification is not offered; the labels are in the model's metadata",
        "{\"parameters\":{\"binary_data_output\":\"yes\"}} | parameters.binary_data_output must be true or false",
      })
  void decode_aroundTheTensors_namesTheField(String json, String sentence) {
    assertEquals(sentence, complaint(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":7                            | inputs[0].name must be a string",
        "\"datatype\":\"INT64\"                | inputs[0].datatype is INT64, and only FP32 and BYTES are taken",
        "\"datatype\":\"fp32\"                 | inputs[0].datatype must be one of BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, BF16, FP32, FP64, BYTES",
        "\"shape\":3                           | inputs[0].shape must be a JSON array",
        "\"shape\":[1,-1]                      | inputs[0].shape[1] must be a whole number from 0 to 536870911",
        "\"shape\":[1.5]                       | inputs[0].shape[0] must be a whole number from 0 to 536870911",
        "\"shape\":[99999999999999999999]      | inputs[0].shape[0] must be a whole number from 0 to 536870911",
        "\"shape\":[65536,65536]               | inputs[0].shape has more than 536870911 elements",
        "\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] | inputs[0].shape[16] is one too many; at most 16 are taken",
        "\"data\":7                            | inputs[0].data must be a JSON array",
        "\"data\":[1,\"2\"]                    | inputs[0].data[1] must be a number",
        "\"data\":[true]                       | inputs[0].data[0] must be a number",
        "\"data\":[1e39]                       | inputs[0].data[0] must be within the range of FP32",
        "\"data\":[[1,2],[3]]                  | inputs[0].data[1] has 1 elements, and its neighbours have 2",
        "\"data\":[[1],2]                      | inputs[0].data[1] must be nested as its neighbours are",
        "\"data\":[1,[2]]                      | inputs[0].data[1] must be a number, as its neighbours are",
        "\"data\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]] | inputs[0].data[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0] is nested too deeply",
        "\"parameters\":{\"binary_data_size\":-4}  | inputs[0].parameters.binary_data_size must be a whole number from 0 to 67108864",
        "\"parameters\":{\"binary_data_size\":1e2} | inputs[0].parameters.binary_data_size must be a whole number from 0 to 67108864",
      })
  void decode_oneFieldOfATensor_namesIt(String field, String sentence) {
    assertEquals(sentence, complaint("{\"inputs\":[{" + field + "}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[2,2] | \"data\":[1,2,3]          | inputs[0].data has 3 numbers, and its shape 2×2 needs 4",
        "[2,3] | \"data\":[[1,2],[3,4],[5,6]] | inputs[0].data is nested as 3×2, and its shape is 2×3; nest it likewise or not at all",
        "[2,2] | \"parameters\":{}         | inputs[0] lacks its elements: give data, or binary_data_size in parameters",
        "[536870911] | \"parameters\":{}   | inputs[0] lacks its elements: give data, or binary_data_size in parameters",
        "[2,2] | \"data\":[1,2,3,4],\"parameters\":{\"binary_data_size\":16} | inputs[0] has both data and binary_data_size; send one of them",
        "[2,2] | \"parameters\":{\"binary_data_size\":12} | inputs[0] has 12 bytes of binary data, and its shape 2×2 needs 16",
        "[2,2] | \"parameters\":{\"binary_data_size\":16} | inputs[0] has 16 bytes of binary data, and 0 follow; check the header Inference-Header-Content-Length",
      })
  void decode_elementsThatDoNotFit_saysBothSides(String shape, String elements, String sentence) {
    String tensor =
        "{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":" + shape + "," + elements + "}";

    assertEquals(sentence, complaint("{\"inputs\":[" + tensor + "]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"inputs\":[            | 1 | 12",
        "{\"id\":\"a\",\"id\":\"b\"} | 1 | 15",
        "{\"a\":[1 2]}            | 1 | 9",
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[],\"datatype\":\"FP32\",\"data\":[2]}]} 1 | 1 | 67",
        "{\"a\":NaN}              | 1 | 9",
        "hello                    | 1 | 1",
      })
  void decode_noJson_saysWhere(String json, int line, int column) {
    String sentence = complaint(json);

    assertEquals(
        "the JSON cannot be read at line %d, column %d: it is malformed, cut short, nested too deeply, or names a field twice"
            .formatted(line, column),
        sentence);
  }

  @Test
  void decode_tooMuchOfAnything_isRefused() {
    assertEquals(
        "inputs[0].name must have 1 to 256 characters",
        complaint("{\"inputs\":[{\"name\":\"" + "n".repeat(257) + "\"}]}"));
    String tensor = "{\"name\":\"%d\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[0]}";
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 65; i++) {
      many.append(i == 0 ? "" : ",").append(tensor.formatted(i));
    }
    assertEquals(
        "inputs[64] is one too many; at most 64 are taken",
        complaint("{\"inputs\":[" + many + "]}"));
    assertEquals(
        "inputs[1] has the same name as a tensor before it",
        complaint("{\"inputs\":[" + tensor.formatted(1) + "," + tensor.formatted(1) + "]}"));
    complaint("{\"a\":" + "[".repeat(10_000));
    complaint("{\"a\":" + "9".repeat(10_000) + "}");
  }

  @Test
  void decode_overTheByteLimits_isRefusedUnread() {
    ByteBuffer body = ByteBuffer.allocate(Limits.BODY_BYTES + 1);

    assertEquals(
        "the message has 67108865 bytes, and at most 67108864 are taken; send fewer rows at once",
        assertThrows(WireException.class, () -> InferenceRequest.decode(body, OptionalInt.of(2)))
            .getMessage());
    assertEquals(
        "the JSON has 16777217 bytes, and at most 16777216 are taken; send tensors as binary data",
        assertThrows(
                WireException.class,
                () ->
                    InferenceRequest.decode(body.limit(Limits.JSON_BYTES + 1), OptionalInt.empty()))
            .getMessage());
  }
}

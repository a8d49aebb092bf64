package dev.winnow.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetadataTest {

  @Test
  void serverMetadata_ofTriton_isUnderstood() {
    ServerMetadata triton =
        ServerMetadata.decode(
            Bytes.utf8(
                """
                {"name":"triton","version":"2.42.0","extensions":["classification","sequence",
                "model_repository","binary_tensor_data","parameters","statistics"]}"""));

    assertEquals("triton", triton.name());
    assertEquals("2.42.0", triton.version());
    assertTrue(triton.takesBinary());
    assertFalse(new ServerMetadata("mlserver", "1.6.0", List.of()).takesBinary());
  }

  @Test
  void serverMetadata_encodedAndDecoded_isTheSame() {
    var metadata = new ServerMetadata("winnow", "1", List.of("binary_tensor_data"));

    assertEquals(metadata, ServerMetadata.decode(ByteBuffer.wrap(metadata.encode())));
  }

  @Test
  void modelMetadata_ofTriton_isUnderstood() {
    ModelMetadata model =
        ModelMetadata.decode(
            Bytes.utf8(
                """
                {"name":"densenet_onnx","versions":["1"],"platform":"onnxruntime_onnx",
                "inputs":[{"name":"data_0","datatype":"FP32","shape":[3,224,224]}],
                "outputs":[{"name":"fc6_1","datatype":"FP32","shape":[-1,1000]}]}"""));

    assertEquals(List.of("1"), model.versions());
    assertEquals(
        List.of(new TensorMetadata("data_0", Datatype.FP32, List.of(3L, 224L, 224L), List.of())),
        model.inputs());
    assertEquals(List.of(-1L, 1000L), model.outputs().get(0).shape());
  }

  @Test
  void modelMetadata_labels_travelAsAParameterOfTheOutput() {
    var metadata =
        new ModelMetadata(
            "gender",
            List.of("1", "2"),
            "onnxruntime_onnx",
            List.of(new TensorMetadata("x", Datatype.FP32, List.of(-1L, 8L), List.of())),
            List.of(
                new TensorMetadata(
                    "p", Datatype.FP32, List.of(-1L, 2L), List.of("female", "male"))));

    byte[] json = metadata.encode();

    assertEquals(
        "{\"name\":\"gender\",\"versions\":[\"1\",\"2\"],\"platform\":\"onnxruntime_onnx\","
            + "\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,8]}],"
            + "\"outputs\":[{\"name\":\"p\",\"datatype\":\"FP32\",\"shape\":[-1,2],"
            + "\"parameters\":{\"labels\":\"female\\nmale\"}}]}",
        new String(json, StandardCharsets.UTF_8));
    assertEquals(metadata, ModelMetadata.decode(ByteBuffer.wrap(json)));
  }

  @Test
  void modelMetadata_malformed_namesTheField() {
    var refusal =
        assertThrows(
            WireException.class,
            () ->
                ModelMetadata.decode(Bytes.utf8("{\"name\":\"m\",\"inputs\":[{\"shape\":[-2]}]}")));

    assertEquals(
        "inputs[0].shape[0] must be a whole number from -1 to 9223372036854775807",
        refusal.getMessage());
  }

  @Test
  void datatype_everyTypeOfTheProtocol_isRecognised() {
    for (String name :
        List.of(
            "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64",
            "FP16", "FP32", "FP64", "BYTES")) {
      assertEquals(name, Datatype.named(name).orElseThrow().name());
    }
    assertEquals(Optional.empty(), Datatype.named("fp32"));
  }

  @Test
  void errorMessage_fromAServer_isOneLineOfBoundedLength() {
    String long600 = "x".repeat(600);

    assertEquals(
        Optional.of(new ErrorMessage("no such model")),
        ErrorMessage.decode(Bytes.utf8("{\"error\":\" no\\nsuch\\u001b model\"}")));
    assertEquals(
        500,
        ErrorMessage.decode(ByteBuffer.wrap(new ErrorMessage(long600).encode()))
            .orElseThrow()
            .error()
            .length());
    for (String other :
        List.of("<html>", "", "{}", "{\"error\":{\"code\":1}}", "{\"error\":\"\"}")) {
      assertEquals(Optional.empty(), ErrorMessage.decode(Bytes.utf8(other)));
    }
  }
}

package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ErrorMappingTest {
  @Test
  void of_whatTheServerIsMadeOf_isNotTold() {
    var inside = new IllegalStateException("/srv/models/pets/1/model.onnx: Non-zero status code");

    var status = ErrorMapping.of(new CompletionException(inside));

    assertEquals(500, status.http());
    assertEquals(Status.Code.INTERNAL, status.grpc());
    assertEquals("the server failed on this request; its log says more", status.sentence());
  }

  @Test
  void of_overload_saysWhenToComeAgain() {
    var status = ErrorMapping.of(OverloadedException.of("pets"));

    assertEquals(503, status.http());
    assertEquals(Map.of("retry-after", "1"), status.headers());
  }
}

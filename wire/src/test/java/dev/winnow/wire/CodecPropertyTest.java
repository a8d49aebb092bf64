package dev.winnow.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every message, and for everything that is none. */
class CodecPropertyTest {

  @Property(tries = 300)
  void request_encodedAndDecoded_isTheSame(
      @ForAll Random random, @ForAll boolean binary, @ForAll boolean direct) {
    InferenceRequest request = request(random);
    Message message = binary ? request.encode() : request.encodeJson();
    byte[] bytes = message.toBytes();

    InferenceRequest decoded =
        InferenceRequest.decode(
            direct ? Bytes.direct(bytes) : ByteBuffer.wrap(bytes), message.jsonLength());

    assertEquals(request.id(), decoded.id());
    assertEquals(request.outputs(), decoded.outputs());
    assertEquals(request.binaryOutputs(), decoded.binaryOutputs());
    assertSame(request.inputs(), decoded.inputs());
  }

  @Property(tries = 300)
  void response_encodedAndDecoded_isTheSame(@ForAll Random random) {
    InferenceRequest request = request(random);
    var response =
        new InferenceResponse(
            Optional.of(name(random)), name(random, 0.5), request.id(), tensors(random));
    Message message = response.encode(request);

    InferenceResponse decoded =
        InferenceResponse.decode(ByteBuffer.wrap(message.toBytes()), message.jsonLength());

    assertEquals(response.model(), decoded.model());
    assertEquals(response.version(), decoded.version());
    assertEquals(response.id(), decoded.id());
    assertSame(response.outputs(), decoded.outputs());
  }

  @Property(tries = 500)
  void anyBytes_endInAWireExceptionOrAValue(
      @ForAll @Size(max = 200) byte[] bytes, @ForAll int jsonLength) {
    readAsEverything(bytes, OptionalInt.empty());
    readAsEverything(bytes, OptionalInt.of(jsonLength));
    readAsEverything(bytes, OptionalInt.of(Math.floorMod(jsonLength, bytes.length + 1)));
  }

  @Property(tries = 1000)
  void damagedMessages_endInAWireExceptionOrAValue(
      @ForAll Random random, @ForAll boolean binary, @ForAll @IntRange(min = 1, max = 4) int cuts) {
    InferenceRequest request = request(random);
    Message message = binary ? request.encode() : request.encodeJson();
    byte[] bytes = message.toBytes();
    for (int i = 0; i < cuts; i++) {
      bytes = damaged(bytes, random);
    }
    readAsEverything(bytes, message.jsonLength());
  }

  private static void readAsEverything(byte[] bytes, OptionalInt jsonLength) {
    List<Runnable> readings =
        List.of(
            () -> InferenceRequest.decode(ByteBuffer.wrap(bytes), jsonLength),
            () -> InferenceRequest.decode(Bytes.direct(bytes), jsonLength),
            () -> InferenceResponse.decode(ByteBuffer.wrap(bytes), jsonLength),
            () -> ServerMetadata.decode(ByteBuffer.wrap(bytes)),
            () -> ModelMetadata.decode(ByteBuffer.wrap(bytes)),
            () -> ErrorMessage.decode(ByteBuffer.wrap(bytes)));
    for (Runnable reading : readings) {
      try {
        reading.run();
      } catch (WireException expected) {
        assertEquals(expected.getMessage().strip(), expected.getMessage());
      }
    }
  }

  /** The bytes with some changed, left out, doubled, or replaced by what is likely to hurt. */
  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
    byte[] part =
        switch (random.nextInt(4)) {
          case 0 -> new byte[] {(byte) random.nextInt(256)};
          case 1 -> new byte[0];
          case 2 -> Arrays.copyOfRange(bytes, from, Math.min(bytes.length, to + 20));
          default -> HURTFUL.get(random.nextInt(HURTFUL.size())).getBytes(StandardCharsets.UTF_8);
        };
    ByteBuffer changed = ByteBuffer.allocate(from + part.length + bytes.length - to);
    return changed.put(bytes, 0, from).put(part).put(bytes, to, bytes.length - to).array();
  }

  private static final List<String> HURTFUL =
      List.of(
          "null",
          "[",
          "]",
          "{",
          "}",
          "\"",
          ",",
          ":",
          "-1",
          "0",
          "1e999",
          "NaN",
          "2147483648",
          "9223372036854775808",
          "[[]]",
          "{}",
          "true",
          "\\u0000",
          "\u00ff",
          "536870911");

  private static InferenceRequest request(Random random) {
    boolean binaryOutputs = random.nextBoolean();
    List<RequestedOutput> outputs = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      outputs.add(new RequestedOutput("t" + i, random.nextBoolean()));
    }
    return new InferenceRequest(name(random, 0.5), tensors(random), outputs, binaryOutputs);
  }

  private static List<NamedTensor> tensors(Random random) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int[] dims = random.ints(random.nextInt(4), 0, 4).toArray();
      Tensor tensor = Tensor.allocate(Shape.of(dims));
      for (int j = 0; j < tensor.shape().size(); j++) {
        tensor.buffer().put(j, value(random));
      }
      tensors.add(
          random.nextInt(3) == 0
              ? new NamedTensor("t" + i, strings(random, tensor.shape()))
              : new NamedTensor("t" + i, tensor));
    }
    return tensors;
  }

  private static ByteStrings strings(Random random, Shape shape) {
    boolean text = random.nextBoolean();
    List<ByteBuffer> elements = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      byte[] bytes = new byte[random.nextInt(5)];
      random.nextBytes(bytes);
      elements.add(text ? Bytes.utf8(name(random)) : ByteBuffer.wrap(bytes));
    }
    return ByteStrings.of(shape, elements);
  }

  private static float value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Float.NaN;
      case 1 -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
      case 2 -> random.nextBoolean() ? -0f : Float.MIN_VALUE;
      default -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
    };
  }

  private static Optional<String> name(Random random, double chance) {
    return random.nextDouble() < chance ? Optional.of(name(random)) : Optional.empty();
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    random.ints(1 + random.nextInt(20), 0, 0x800).forEach(name::appendCodePoint);
    return name.toString();
  }

  private static void assertSame(List<NamedTensor> expected, List<NamedTensor> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).name(), actual.get(i).name());
      assertEquals(expected.get(i).shape(), actual.get(i).shape());
      if (expected.get(i).content() instanceof ByteStrings strings) {
        // Two buffers are equal if their remaining bytes are.
        assertEquals(strings.elements(), actual.get(i).bytes().elements());
      } else {
        assertArrayEquals(expected.get(i).tensor().toArray(), actual.get(i).tensor().toArray());
      }
    }
  }
}

package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalDataTest {
  @TempDir Path outside;
  private Path folder;
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(outside.resolve("network"));
    file = folder.resolve("external.onnx");
  }

  @Test
  void read_weightsBesideTheFile_embedsThem() throws IOException {
    writeWeight(folder.resolve("weights.bin"), 16);
    writeNetwork(Map.of("location", "weights.bin", "offset", "16", "length", "432"));

    assertArrayEquals(Nets.residual(1).toBytes(), Network.read(file).toBytes());
  }

  @Test
  void read_weightsInASubfolderUpToTheEnd_embedsThem() throws IOException {
    writeWeight(Files.createDirectory(folder.resolve("data")).resolve("weights.bin"), 0);
    writeNetwork(Map.of("location", "data/weights.bin"));

    assertArrayEquals(Nets.residual(1).toBytes(), Network.read(file).toBytes());
  }

  @Test
  void read_anAbsoluteLocation_isRefused() throws IOException {
    Path weights = folder.resolve("weights.bin");
    writeWeight(weights, 0);
    writeNetwork(Map.of("location", weights.toString()));

    assertRefused("names no file of the network's own folder");
  }

  @Test
  void read_aLocationOutsideTheFolder_isRefused() throws IOException {
    writeWeight(outside.resolve("weights.bin"), 0);
    writeNetwork(Map.of("location", "../weights.bin"));
    assertRefused("names a file outside the network's folder");

    writeNetwork(Map.of("location", "a/../../weights.bin"));
    assertRefused("names a file outside the network's folder");
  }

  /** The cache of a hub: network and weights are links into one folder of contents. */
  @Test
  void read_linksIntoOneFolder_embedsThem() throws IOException {
    Path contents = Files.createDirectory(outside.resolve("contents"));
    writeWeight(contents.resolve("1111"), 0);
    writeNetwork(Map.of("location", "weights.bin"));
    Files.move(file, contents.resolve("0000"));
    Files.createSymbolicLink(file, contents.resolve("0000"));
    Files.createSymbolicLink(folder.resolve("weights.bin"), contents.resolve("1111"));

    assertArrayEquals(Nets.residual(1).toBytes(), Network.read(file).toBytes());

    Files.delete(folder.resolve("weights.bin"));
    writeWeight(outside.resolve("elsewhere"), 0);
    Files.createSymbolicLink(folder.resolve("weights.bin"), outside.resolve("elsewhere"));
    assertRefused("names a link that leads outside the network's folder");
  }

  @Test
  void read_aLinkThatLeadsOutside_isRefused() throws IOException {
    writeWeight(outside.resolve("weights.bin"), 0);
    Files.createSymbolicLink(folder.resolve("link.bin"), outside.resolve("weights.bin"));
    writeNetwork(Map.of("location", "link.bin"));
    assertRefused("names a link that leads outside the network's folder");

    Files.createSymbolicLink(folder.resolve("linked"), outside);
    writeNetwork(Map.of("location", "linked/weights.bin"));
    assertRefused("names a link that leads outside the network's folder");
  }

  @Test
  void read_noLocationOrAnImpossibleOne_isRefused() throws IOException {
    writeNetwork(Map.of());
    assertRefused("names no file of the network's own folder");

    writeNetwork(Map.of("location", "a\0b"));
    assertRefused("names no file of the network's own folder");
  }

  @Test
  void read_aRangeBeyondTheEnd_isRefused() throws IOException {
    writeWeight(folder.resolve("weights.bin"), 0);
    writeNetwork(Map.of("location", "weights.bin", "offset", "1", "length", "432"));
    assertRefused("reaches beyond the end of weights.bin");

    writeNetwork(Map.of("location", "weights.bin", "length", String.valueOf(Long.MAX_VALUE)));
    assertRefused("reaches beyond the end of weights.bin");
  }

  @Test
  void read_aRangeThatIsNoNumber_isRefused() throws IOException {
    writeWeight(folder.resolve("weights.bin"), 0);
    for (String offset : new String[] {"-1", "all", "99999999999999999999"}) {
      writeNetwork(Map.of("location", "weights.bin", "offset", offset));
      assertRefused("has an offset or a length that is no positive number");
    }
  }

  @Test
  void read_anAbsentFile_saysWhatIsMissing() throws IOException {
    writeNetwork(Map.of("location", "weights.bin"));

    assertEquals(
        folder.toRealPath().resolve("weights.bin")
            + ": there is no such file and external.onnx needs it; put it there",
        Refusals.sentence(UnreadableNetworkException.class, () -> Network.read(file)));
  }

  private void assertRefused(String why) {
    assertEquals(
        file
            + " is not a sound ONNX network: its weight \"conv1.weight\" "
            + why
            + "; export or fetch it again",
        Refusals.sentence(MalformedNetworkException.class, () -> Network.read(file)));
  }

  private void writeWeight(Path target, int offset) throws IOException {
    byte[] weight =
        Nets.residual(1)
            .graph()
            .initializer("conv1.weight")
            .orElseThrow()
            .getRawData()
            .toByteArray();
    byte[] shifted = new byte[offset + weight.length];
    System.arraycopy(weight, 0, shifted, offset, weight.length);
    Files.write(target, shifted);
  }

  private void writeNetwork(Map<String, String> where) throws IOException {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    TensorProto.Builder weight = model.getGraphBuilder().getInitializerBuilder(0);
    weight.clearRawData().setDataLocation(DataLocation.EXTERNAL);
    where.forEach((key, value) -> weight.addExternalDataBuilder().setKey(key).setValue(value));
    Files.write(file, model.build().toByteArray());
  }
}

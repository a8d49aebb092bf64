package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights that a network keeps in files beside its own. The network names the file, so it could
 * name any file of the machine: only regular files inside the network's folder are read, whatever
 * links lead there.
 */
final class ExternalData {
  private final Path file;
  private long total;

  private ExternalData(Path file) {
    this.file = file;
  }

  /** The same model with all weights inside. */
  static ModelProto embedded(Path file, ModelProto model) {
    return NetworkFile.isExternal(model) ? new ExternalData(file).embed(model) : model;
  }

  private ModelProto embed(ModelProto model) {
    ModelProto.Builder embedded = model.toBuilder();
    GraphProto.Builder graph = embedded.getGraphBuilder();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      if (NetworkFile.isExternal(graph.getInitializer(i))) {
        graph.setInitializer(i, load(graph.getInitializer(i)));
      }
    }
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        if (NetworkFile.isExternal(attribute.getT())) {
          attribute.setT(load(attribute.getT()));
        }
      }
    }
    return embedded.build();
  }

  private TensorProto load(TensorProto tensor) {
    Map<String, String> where = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      where.put(entry.getKey(), entry.getValue());
    }
    Path data = confined(tensor, where.getOrDefault("location", ""));
    try (SeekableByteChannel channel = FileChannel.open(data)) {
      long offset = number(tensor, where.getOrDefault("offset", "0"));
      long rest = Math.max(0, channel.size() - offset);
      long length =
          where.containsKey("length") ? number(tensor, where.getOrDefault("length", "0")) : rest;
      if (length > rest) {
        throw malformed(tensor, "reaches beyond the end of " + data.getFileName());
      }
      total += length;
      if (total > NetworkFile.LIMIT) {
        throw new UnreadableNetworkException(file, NetworkFile.tooLarge(total));
      }
      byte[] bytes = new byte[Math.toIntExact(length)];
      readFully(channel.position(offset), ByteBuffer.wrap(bytes));
      return tensor.toBuilder()
          .clearExternalData()
          .clearDataLocation()
          .setRawData(UnsafeByteOperations.unsafeWrap(bytes))
          .build();
    } catch (IOException e) {
      throw new UnreadableNetworkException(
          data, "it cannot be read (" + e.getMessage() + "); check its permissions", e);
    }
  }

  /** The real file behind a location, which must lie in the real folder of the network. */
  private Path confined(TensorProto tensor, String location) {
    try {
      Path folder = file.toAbsolutePath().resolveSibling("").toRealPath();
      Path relative = Path.of(location);
      if (location.isEmpty() || relative.isAbsolute()) {
        throw malformed(tensor, "names no file of the network's own folder");
      }
      Path data = folder.resolve(relative).normalize();
      if (!data.startsWith(folder)) {
        throw malformed(tensor, "names a file outside the network's folder");
      }
      if (!Files.isRegularFile(data)) {
        throw new UnreadableNetworkException(
            data, "there is no such file and " + file.getFileName() + " needs it; put it there");
      }
      if (!data.toRealPath().startsWith(folder) && !isBesideRealFile(data)) {
        throw malformed(tensor, "names a link that leads outside the network's folder");
      }
      return data.toRealPath();
    } catch (InvalidPathException e) {
      throw malformed(tensor, "names no file of the network's own folder");
    } catch (IOException e) {
      throw new UnreadableNetworkException(
          file, "it cannot be read (" + e.getMessage() + "); check its permissions", e);
    }
  }

  /** As in a cache where the network and its weights are links into one folder of contents. */
  private boolean isBesideRealFile(Path data) throws IOException {
    Path real = file.toRealPath().getParent();
    return real != null && Files.isSymbolicLink(file) && real.equals(data.toRealPath().getParent());
  }

  private long number(TensorProto tensor, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Not a number at all: refused like a negative one.
    }
    throw malformed(tensor, "has an offset or a length that is no positive number");
  }

  private MalformedNetworkException malformed(TensorProto tensor, String why) {
    return new MalformedNetworkException(
        file.toString(), "its weight \"" + tensor.getName() + "\" " + why);
  }

  private static void readFully(SeekableByteChannel channel, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        throw new IOException("the file ended early");
      }
    }
  }
}

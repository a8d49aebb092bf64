package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.onnx.conversion.ForeignFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Turns bytes that nobody vouches for into a model that stands alone. */
final class NetworkFile {
  /** The most bytes of a network, external weights included; protobuf itself ends at 2³¹ − 1. */
  static final int LIMIT = 2_000_000_000;

  private NetworkFile() {}

  /** The model in a file, with the weights that it keeps in other files of the same folder. */
  static ModelProto read(Path file) {
    ModelProto model = parse(file.toString(), bytes(file));
    return ExternalData.embedded(file, model);
  }

  /** The model in some bytes, which it shares. */
  static ModelProto parse(String what, byte[] bytes) {
    if (bytes.length > LIMIT) {
      throw new UnsupportedNetworkException(what, tooLarge(bytes.length));
    }
    if (bytes.length == 0) {
      throw new MalformedNetworkException(what, "it is empty");
    }
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    in.enableAliasing(true);
    try {
      ModelProto model = ModelProto.parseFrom(in);
      in.checkLastTagWas(0);
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw ForeignFile.recognise(bytes)
          .<NetworkException>map(kind -> new UnsupportedNetworkException(what, kind, e))
          .orElseGet(
              () -> new MalformedNetworkException(what, "its bytes are damaged or cut short", e));
    } catch (IOException e) {
      throw new IllegalStateException("reading memory does not fail", e);
    }
  }

  /** The model in some bytes, which it shares, if they hold all of it. */
  static ModelProto parseWhole(String what, byte[] bytes) {
    ModelProto model = parse(what, bytes);
    if (isExternal(model)) {
      throw new UnsupportedNetworkException(
          what, "it keeps weights in other files; read it from its file");
    }
    return model;
  }

  /** Writes a model beside the file and then puts it in its place. */
  static void write(Path file, ModelProto model) {
    try {
      AtomicFile.write(file, model::writeTo);
    } catch (IOException e) {
      throw new UnreadableNetworkException(
          file, "it cannot be written (" + e.getMessage() + "); check the folder", e);
    }
  }

  /** Whether a model has weights in other files. */
  static boolean isExternal(ModelProto model) {
    GraphProto graph = model.getGraph();
    return graph.getInitializerList().stream().anyMatch(NetworkFile::isExternal)
        || graph.getNodeList().stream()
            .flatMap(node -> node.getAttributeList().stream())
            .map(AttributeProto::getT)
            .anyMatch(NetworkFile::isExternal);
  }

  static boolean isExternal(TensorProto tensor) {
    return tensor.getDataLocation() == DataLocation.EXTERNAL;
  }

  static String tooLarge(long size) {
    return "it takes %d bytes and at most %d are read; use a smaller network"
        .formatted(size, LIMIT);
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableNetworkException(file, "there is no such file; check the path");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > LIMIT) {
        throw new UnreadableNetworkException(file, tooLarge(size));
      }
      return in.readNBytes(LIMIT);
    } catch (IOException e) {
      throw new UnreadableNetworkException(
          file, "it cannot be read (" + e.getMessage() + "); check its permissions", e);
    }
  }

  /** What a model says about itself beside its graph, by key. */
  static Map<String, String> metadata(ModelProto model) {
    Map<String, String> metadata = new TreeMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(metadata);
  }

  /** Replaces all that it says, in order of the keys. */
  static void putMetadata(ModelProto.Builder model, Map<String, String> metadata) {
    model.clearMetadataProps();
    new TreeMap<>(metadata)
        .forEach((key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
  }
}

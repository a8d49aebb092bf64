package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a model says about itself beside its graph, by key. */
final class Metadata {
  private Metadata() {}

  static Map<String, String> read(ModelProto model) {
    Map<String, String> metadata = new TreeMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(metadata);
  }

  /** Replaces all metadata, in order of the keys. */
  static void write(ModelProto.Builder model, Map<String, String> metadata) {
    model.clearMetadataProps();
    new TreeMap<>(metadata)
        .forEach((key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
  }
}

package dev.winnow.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about itself.
 *
 * @param name of the server software
 * @param version of the server software
 * @param extensions of the protocol that it speaks
 */
public record ServerMetadata(String name, String version, List<String> extensions) {
  /** The name of the extension that lets tensors travel as binary data. */
  public static final String BINARY_TENSOR_DATA = "binary_tensor_data";

  private static final int MOST_EXTENSIONS = 1000;

  public ServerMetadata {
    extensions = List.copyOf(extensions);
  }

  /** Whether tensors may be sent and asked for as binary data. */
  public boolean takesBinary() {
    return extensions.contains(BINARY_TENSOR_DATA);
  }

  /** The JSON text. */
  public byte[] encode() {
    return JsonWriter.object(
        json -> {
          json.writeStringField("name", name);
          json.writeStringField("version", version);
          JsonWriter.strings(json, "extensions", extensions);
        });
  }

  /**
   * Reads what some server says about itself.
   *
   * @throws WireException if it is no server metadata
   */
  public static ServerMetadata decode(ByteBuffer body) {
    return JsonReader.read(body, json -> new Draft(json).read());
  }

  /** The fields, in whatever order they come. */
  private static final class Draft {
    private final JsonReader json;
    private final List<String> extensions = new ArrayList<>();
    private @Nullable String name;
    private String version = "";

    Draft(JsonReader json) {
      this.json = json;
    }

    ServerMetadata read() throws IOException {
      json.object(this::take);
      return new ServerMetadata(json.required(name, "name"), version, extensions);
    }

    private void take(String field) throws IOException {
      switch (field) {
        case "name" -> name = json.name();
        case "version" -> version = json.text();
        case "extensions" -> json.array(MOST_EXTENSIONS, () -> extensions.add(json.name()));
        default -> json.skip();
      }
    }
  }
}

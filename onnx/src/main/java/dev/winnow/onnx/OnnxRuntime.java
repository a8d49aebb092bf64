package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Winnow meets ONNX Runtime: its environment, its sessions and its way of complaining. */
final class OnnxRuntime {
  private static final Pattern PREFIX =
      Pattern.compile("^Error code - \\w+ - message: (?:\\w+\\.cc:\\d+ )?");

  private static final int LONGEST = 300;

  private OnnxRuntime() {}

  /** ONNX Runtime's one environment: silent but for errors, and sending nothing anywhere. */
  static OrtEnvironment environment() {
    return Environment.INSTANCE;
  }

  /**
   * Opens a session that the caller closes.
   *
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the model
   */
  static OrtSession open(Graph graph, ModelProto model, int threads, OptLevel level) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(level);
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment().createSession(bytes(model), options);
    } catch (OrtException e) {
      throw new UnsupportedNetworkException(
          graph.what(), reason(graph, e) + "; export it again, or mend the graph", e);
    }
  }

  /** What ONNX Runtime complains about, on one line, with the node that it speaks of. */
  static String reason(Graph graph, OrtException e) {
    String message = String.valueOf(e.getMessage());
    String text = PREFIX.matcher(message).replaceFirst("").replaceAll("\\s+", " ").strip();
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return culprit(graph, message).map(node -> "node " + node + ": ").orElse("")
        + "ONNX Runtime says: "
        + shortened;
  }

  private static Optional<Node> culprit(Graph graph, String message) {
    return graph.nodes().stream()
        .filter(node -> mentions(message, node.name()))
        .max(Comparator.comparingInt(node -> node.name().length()));
  }

  private static boolean mentions(String message, String name) {
    return message.contains("(" + name + ")")
        || message.contains("\"" + name + "\"")
        || message.contains("'" + name + "'");
  }

  /** The bytes of a model outside the heap, from where ONNX Runtime reads them without a copy. */
  private static ByteBuffer bytes(ModelProto model) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(model.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      model.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("writing memory does not fail", e);
    }
    return bytes.flip();
  }

  /** Loads the native library when first asked for. */
  private static final class Environment {
    static final OrtEnvironment INSTANCE = create();

    private static OrtEnvironment create() {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "winnow");
      try {
        environment.setTelemetry(false);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
      }
      return environment;
    }
  }
}

package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.google.protobuf.CodedOutputStream;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Winnow meets ONNX Runtime: its environment, its sessions and its way of complaining. */
final class OnnxRuntime {
  /** What ONNX Runtime puts around the reason: codes, source lines, the node's signature. */
  private static final Pattern AROUND =
      Pattern.compile(
          "^Error code - \\w+ - message: |Exception during initialization: |"
              + "This is an invalid model\\. |In Node, \\(.* -> \\(.*\\) , Error |"
              + "Node \\(.*?\\) Op \\(.*?\\) |Non-zero status code .* Status Message: |"
              + "\\S+\\.(?:cc|h):\\d+ (?:.*? was false\\. )?");

  private static final Pattern RUNNING = Pattern.compile("running (\\w+) node\\. Name:'([^']*)'");

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
    return open(graph, model, threads, level, Optional.empty());
  }

  /**
   * The same; how long each operator takes is recorded.
   *
   * @param profile beginning of the name of the file that receives this
   */
  static OrtSession open(
      Graph graph, ModelProto model, int threads, OptLevel level, Optional<Path> profile) {
    try (SessionOptions options = new SessionOptions()) {
      if (profile.isPresent()) {
        options.enableProfiling(profile.get().toString());
      }
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(level);
      options.setDeterministicCompute(true);
      // Threads that wait for work by spinning take the processor from whoever has some.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Weights of few bits are multiplied in floats, as the graph says; otherwise what they are
      // multiplied by would be rounded to 8 bits.
      options.addConfigEntry("session.qdq_matmulnbits_accuracy_level", "1");
      // Where a processor would saturate when it adds up products of 8-bit integers, they are added
      // up otherwise: features shall not depend on the machine.
      options.addConfigEntry("session.x64quantprecision", "1");
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment().createSession(bytes(model), options);
    } catch (OrtException e) {
      throw new UnsupportedNetworkException(
          graph.what(), reason(graph, e) + "; export it again, or mend the graph", e);
    }
  }

  /** A tensor in ONNX Runtime's form, over the same memory; the caller closes it. */
  static OnnxTensor tensor(Tensor tensor) throws OrtException {
    return OnnxTensor.createTensor(environment(), tensor.buffer(), tensor.shape().toLongs());
  }

  /** Frees a session. */
  static void close(Graph graph, OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new RunFailedException(graph.what() + " cannot be closed", e);
    }
  }

  /** What ONNX Runtime complains about, on one line, with the node that it speaks of. */
  static String reason(Graph graph, OrtException e) {
    String message = String.valueOf(e.getMessage());
    String text = AROUND.matcher(message.replaceAll("\\s+", " ")).replaceAll("").strip();
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return culprit(graph, message) + "ONNX Runtime says: " + shortened;
  }

  private static String culprit(Graph graph, String message) {
    Matcher running = RUNNING.matcher(message);
    return graph.nodes().stream()
        .filter(node -> mentions(message, node.name()))
        .max(Comparator.comparingInt(node -> node.name().length()))
        .map(node -> "node " + node + ": ")
        .orElseGet(
            () ->
                running.find()
                    ? "node %s (%s): ".formatted(running.group(2), running.group(1))
                    : "");
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

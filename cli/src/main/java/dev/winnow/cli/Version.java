package dev.winnow.cli;

import dev.winnow.core.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that Maven wrote into the jar: Winnow's, and those of the arithmetic. */
public final class Version implements IVersionProvider {
  private static final Properties PROPERTIES = load();

  /** Winnow's own version. */
  public static String winnow() {
    return PROPERTIES.getProperty("winnow");
  }

  /** With what, and where, artifacts are made. */
  public static Provenance provenance() {
    return Provenance.here(Map.of("winnow", winnow(), "onnxruntime", onnxRuntime()));
  }

  /** Of Winnow and of all arithmetic that findings come from. */
  public static Map<String, String> ofFindings() {
    return Map.of(
        "winnow", winnow(),
        "onnxruntime", onnxRuntime(),
        "pytorch", PROPERTIES.getProperty("pytorch"));
  }

  private static String onnxRuntime() {
    return PROPERTIES.getProperty("onnxruntime");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"winnow " + winnow() + " (ONNX Runtime " + onnxRuntime() + ")"};
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}

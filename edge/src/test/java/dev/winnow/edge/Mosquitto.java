package dev.winnow.edge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A broker of MQTT that nobody here wrote: Debian's Mosquitto, in a process of its own. */
public final class Mosquitto implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final Path settings;
  private final int port;
  private Process process;

  private Mosquitto(Path settings, int port) throws IOException {
    this.settings = settings;
    this.port = port;
    this.process = started();
  }

  /**
   * Starts it at a port of its own.
   *
   * @param folder for its settings
   * @param more lines of its settings; without any everybody may do anything
   */
  public static Mosquitto start(Path folder, String... more) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "mosquitto is not installed");
    int port = freePort();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "user " + System.getProperty("user.name"),
                "listener " + port + " 127.0.0.1",
                "log_dest stderr",
                "max_inflight_messages 64"));
    lines.addAll(more.length == 0 ? List.of("allow_anonymous true") : List.of(more));
    Path settings = Files.write(folder.resolve("mosquitto.conf"), lines);
    return new Mosquitto(settings, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process started() throws IOException {
    Process broker = new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString()).start();
    BufferedReader said = broker.errorReader(StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.add(line);
      if (line.contains(" running")) {
        Thread reading = new Thread(() -> said.lines().forEach(more -> {}), "mosquitto");
        reading.setDaemon(true);
        reading.start();
        return broker;
      }
    }
    throw new IOException("mosquitto did not start: " + all);
  }

  /** Its address without a topic. */
  public String address() {
    return "mqtt://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Publishes something, at least once. */
  public void publish(String topic, byte[] payload) {
    publish(topic, payload, false);
  }

  /** The same, so that also whoever subscribes later gets it. */
  public void publishRetained(String topic, byte[] payload) {
    publish(topic, payload, true);
  }

  private void publish(String topic, byte[] payload, boolean isRetained) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildBlocking();
    client.connect();
    client
        .publishWith()
        .topic(topic)
        .payload(payload)
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(isRetained)
        .send();
    client.disconnect();
  }

  /** Stops it, as its host does that loses its power. */
  public void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again, with what it has kept. */
  public void restart() throws IOException {
    process = started();
  }

  /** A certificate and its key of a name, made by openssl; empty where that is missing. */
  public static Optional<Path> certificate(Path folder, String names)
      throws IOException, InterruptedException {
    Path key = folder.resolve("broker.key");
    Path certificate = folder.resolve("broker.pem");
    try {
      Process made =
          new ProcessBuilder(
                  "openssl",
                  "req",
                  "-x509",
                  "-newkey",
                  "ec",
                  "-pkeyopt",
                  "ec_paramgen_curve:prime256v1",
                  "-nodes",
                  "-days",
                  "2",
                  "-subj",
                  "/CN=broker",
                  "-addext",
                  "subjectAltName=" + names,
                  "-keyout",
                  key.toString(),
                  "-out",
                  certificate.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return made.waitFor() == 0 ? Optional.of(certificate) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

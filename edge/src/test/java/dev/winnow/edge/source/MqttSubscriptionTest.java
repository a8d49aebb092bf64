package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.core.InputSpec;
import dev.winnow.core.files.PrivateFiles;
import dev.winnow.data.Capture;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.edge.MalformedOptionException;
import dev.winnow.edge.Mosquitto;
import dev.winnow.modalities.Modalities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures from a broker of MQTT, Debian's Mosquitto. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
@Timeout(120)
class MqttSubscriptionTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @TempDir private Path folder;

  private MqttSubscription open(String address, Optional<Path> login, Optional<Path> ca) {
    return MqttSubscription.open(
        MqttAddress.parse(address).orElseThrow(),
        new SourceSettings(Optional.empty(), login, ca, said::add),
        Modalities.of(InputSpec.Kind.IMAGE));
  }

  /** A subscription that the broker knows. */
  private MqttSubscription subscribed(String address) throws InterruptedException {
    MqttSubscription opened = open(address, Optional.empty(), Optional.empty());
    assertEquals("captures are taken from " + address, said.take());
    return opened;
  }

  private static String next(MqttSubscription stream) {
    return stream.next().orElseThrow().id().source();
  }

  @Test
  void next_messageOfATopic_isACaptureWithItsTopicAsName() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        MqttSubscription stream = subscribed(broker.address() + "/hall/#")) {
      broker.publish("hall/front/1.png", PNG);
      Capture capture = stream.next().orElseThrow();

      assertEquals(broker.address() + "/hall/front/1.png", capture.id().source());
      assertArrayEquals(PNG, capture.content().bytes());
    }
  }

  @Test
  void close_messageThatIsNotDealtWith_comesAgainAndOneThatIsDoesNot() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      String address = broker.address() + "/hall/+";
      try (MqttSubscription stream = subscribed(address)) {
        broker.publish("hall/1.png", PNG);
        assertTrue(next(stream).endsWith("hall/1.png"));
        stream.settled(stream.mark());
        broker.publish("hall/2.png", PNG);
        assertTrue(next(stream).endsWith("hall/2.png"));
      }
      broker.publish("hall/3.png", PNG);
      try (MqttSubscription stream = subscribed(address)) {
        assertTrue(next(stream).endsWith("hall/2.png"));
        assertTrue(next(stream).endsWith("hall/3.png"));
      }
    }
  }

  @Test
  void next_somethingElseThanAnImage_isSkippedWithoutQuotingIt() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        MqttSubscription stream = subscribed(broker.address() + "/hall")) {
      broker.publish("hall", "a secret".getBytes(StandardCharsets.UTF_8));
      Capture capture = stream.next().orElseThrow();
      var e = assertThrows(UnreadableCaptureException.class, () -> capture.content().bytes());

      assertEquals("it is nothing of the kind that the node reads, image", e.reason());
      assertFalse(e.getMessage().contains("secret"), e::getMessage);
    }
  }

  @Test
  void next_brokerThatWasAway_goesOnWhenItIsThereAgain() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        MqttSubscription stream = subscribed(broker.address() + "/hall")) {
      broker.stop();
      assertTrue(said.take().contains("is away"));
      broker.restart();
      assertEquals(broker.address() + " is there again", said.take());
      broker.publishRetained("hall", PNG);

      assertEquals(broker.address() + "/hall", next(stream));
    }
  }

  @Test
  void open_brokerThatIsNotThereYet_isTriedAgain() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      broker.stop();
      String address = broker.address() + "/hall";
      try (MqttSubscription stream = open(address, Optional.empty(), Optional.empty())) {
        assertTrue(said.take().contains("is away"));
        broker.restart();
        assertEquals(broker.address() + " is there again", said.take());
        assertEquals("captures are taken from " + address, said.take());
        broker.publish("hall", PNG);

        assertEquals(address, next(stream));
      }
    }
  }

  private Path login(String password) throws IOException {
    Path file = folder.resolve("login");
    Files.createFile(file, PrivateFiles.file(file));
    return Files.writeString(file, "node\n" + password + "\n");
  }

  private Path passwords() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/mosquitto_passwd")), "mosquitto is not installed");
    Path file = Files.createFile(folder.resolve("passwords"));
    var made =
        new ProcessBuilder("mosquitto_passwd", "-b", file.toString(), "node", "open-sesame")
            .start();
    assertEquals(0, made.waitFor());
    return file;
  }

  @Test
  void next_rightLogin_isLetIn() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "password_file " + passwords());
        MqttSubscription stream =
            open(broker.address() + "/hall", Optional.of(login("open-sesame")), Optional.empty())) {
      assertEquals("captures are taken from " + broker.address() + "/hall", said.take());
      assertFalse(stream.isLive());
    }
  }

  @Test
  void next_wrongLogin_failsWithASentenceWithoutIt() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "password_file " + passwords());
        MqttSubscription stream =
            open(broker.address() + "/hall", Optional.of(login("guess")), Optional.empty())) {
      var e = assertThrows(MalformedDataSetException.class, stream::next);

      assertTrue(e.getMessage().contains("--mqtt-login"), e::getMessage);
      assertFalse(e.getMessage().contains("guess"), e::getMessage);
    }
  }

  @Test
  void next_tlsBySomebodyTrusted_worksAndByOthersNot() throws Exception {
    Optional<Path> certificate = Mosquitto.certificate(folder, "IP:127.0.0.1");
    assumeTrue(certificate.isPresent(), "openssl is not installed");
    String[] settings = {
      "allow_anonymous true",
      "certfile " + certificate.get(),
      "keyfile " + folder.resolve("broker.key")
    };
    try (Mosquitto broker = Mosquitto.start(folder, settings)) {
      String address = broker.address().replace("mqtt:", "mqtts:") + "/hall";
      try (MqttSubscription stream = open(address, Optional.empty(), certificate)) {
        assertEquals("captures are taken from " + address, said.take());
        assertTrue(stream.isUnbounded());
      }
      try (MqttSubscription stream = open(address, Optional.empty(), Optional.empty())) {
        var e = assertThrows(MalformedDataSetException.class, stream::next);
        assertTrue(e.getMessage().contains("--mqtt-ca"), e::getMessage);
      }
      String misnamed = address.replace("127.0.0.1", "localhost");
      try (MqttSubscription stream = open(misnamed, Optional.empty(), certificate)) {
        var e = assertThrows(MalformedDataSetException.class, stream::next);
        assertTrue(e.getMessage().contains("another name"), e::getMessage);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mqtt://hub/a/b, false, hub, 1883, a/b",
    "mqtts://hub/cam/+/#, true, hub, 8883, cam/+/#",
    "mqtt://[::1]:1884//a, false, ::1, 1884, /a"
  })
  void parse_address_isItsParts(
      String text, boolean isSecure, String host, int port, String topic) {
    MqttAddress address = MqttAddress.parse(text).orElseThrow();

    assertEquals(new MqttAddress(isSecure, host, port, topic), address);
    assertEquals(text, address.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mqtt:x",
        "mqtt://hub",
        "mqtt://hub/",
        "mqtt://hub:0/a",
        "mqtt://hub:99999/a",
        "mqtt://user:secret@hub/a",
        "mqtt://hub/a#",
        "mqtt://hub/$share/us/a"
      })
  void parse_noAddress_isRefusedWithoutQuotingIt(String text) {
    var e = assertThrows(MalformedOptionException.class, () -> Source.parse(text));

    assertFalse(e.getMessage().contains("secret"), e::getMessage);
  }

  @Test
  void read_loginThatOthersMayReadOrOfOneLine_isRefusedWithoutQuotingIt() throws IOException {
    Path file = login("secret");
    Files.writeString(file, "secret");
    var e = assertThrows(MalformedOptionException.class, () -> MqttLogin.read(file));
    assertFalse(e.getMessage().contains("secret"), e::getMessage);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    e = assertThrows(MalformedOptionException.class, () -> MqttLogin.read(file));
    assertTrue(e.getMessage().contains("chmod 600"), e::getMessage);
  }
}

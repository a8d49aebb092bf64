package dev.winnow.edge.source;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedListener;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import dev.winnow.core.Digest;
import dev.winnow.edge.MalformedOptionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/** How a node speaks to a broker. */
final class MqttSession {
  /** Captures that the broker sends before it has word of them, at most. */
  private static final int UNDER_WAY = 32;

  /** What a broker keeps for a node that is away. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** What a packet holds besides the capture. */
  private static final int OVERHEAD = 1 << 17;

  private static final int FIRST_WAIT_SECONDS = 1;
  private static final int LONGEST_WAIT_SECONDS = 60;
  private static final int ID_DIGITS = 16;

  private MqttSession() {}

  /** A client that connects again by itself; it is not connected yet. */
  static Mqtt5AsyncClient client(
      MqttAddress address,
      Optional<Path> authorities,
      MqttClientConnectedListener connected,
      MqttClientDisconnectedListener disconnected) {
    Mqtt5ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(identifier(address))
            .serverHost(address.host())
            .serverPort(address.port())
            .addConnectedListener(connected)
            .addDisconnectedListener(disconnected)
            .automaticReconnect()
            .initialDelay(FIRST_WAIT_SECONDS, TimeUnit.SECONDS)
            .maxDelay(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
            .applyAutomaticReconnect();
    return address.isSecure()
        ? builder.sslConfig(tls(authorities)).buildAsync()
        : builder.buildAsync();
  }

  /**
   * What the client asks for: the session that it left, and no more at a time than it can hold.
   *
   * @param mostBytes of a capture
   */
  static Mqtt5Connect connect(Optional<MqttLogin> login, int mostBytes) {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .cleanStart(false)
            .sessionExpiryInterval(KEPT.toSeconds())
            .restrictions()
            .receiveMaximum(UNDER_WAY)
            .maximumPacketSize(mostBytes + OVERHEAD)
            .applyRestrictions();
    if (login.isPresent()) {
      connect =
          connect
              .simpleAuth()
              .username(login.get().user())
              .password(login.get().password())
              .applySimpleAuth();
    }
    return connect.build();
  }

  /** The same from run to run, and another for each machine, user and source. */
  private static String identifier(MqttAddress address) {
    String who = host() + "\0" + System.getProperty("user.name", "") + "\0" + address;
    String hex = Digest.of(who.getBytes(StandardCharsets.UTF_8)).text();
    int from = hex.indexOf(':') + 1;
    return "winnow" + hex.substring(from, from + ID_DIGITS);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  /**
   * @throws MalformedOptionException if the file holds no certificates
   */
  private static MqttClientSslConfig tls(Optional<Path> authorities) {
    var config = MqttClientSslConfig.builder();
    return authorities.isPresent()
        ? config.trustManagerFactory(trusting(authorities.get())).build()
        : config.build();
  }

  private static TrustManagerFactory trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : all) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory trusting =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusting.init(store);
      if (all.isEmpty()) {
        throw new MalformedOptionException(
            "%s holds no certificate; name a file of them in PEM".formatted(file));
      }
      return trusting;
    } catch (IOException | GeneralSecurityException e) {
      throw new MalformedOptionException(
          "the certificates in %s cannot be read; name a file of them in PEM".formatted(file));
    }
  }
}

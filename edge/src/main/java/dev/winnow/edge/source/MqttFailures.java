package dev.winnow.edge.source;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import dev.winnow.data.MalformedDataSetException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What a broker refuses, in sentences; what may pass by waiting is none of them. */
final class MqttFailures {
  private static final Set<Mqtt5ConnAckReasonCode> LOGIN =
      Set.of(
          Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD,
          Mqtt5ConnAckReasonCode.NOT_AUTHORIZED,
          Mqtt5ConnAckReasonCode.BANNED,
          Mqtt5ConnAckReasonCode.BAD_AUTHENTICATION_METHOD);

  private MqttFailures() {}

  /**
   * Why it makes no sense to connect again.
   *
   * @param wasThere whether the broker was once connected to: then its certificate was good and
   *     will be again
   */
  static Optional<MalformedDataSetException> lasting(
      MqttAddress address, Throwable cause, boolean wasThere) {
    if (cause instanceof Mqtt5ConnAckException refusal
        && LOGIN.contains(refusal.getMqttMessage().getReasonCode())) {
      return Optional.of(
          failure(
              "%s refuses the node; name a file of its user and password with --mqtt-login"
                  .formatted(address.broker()),
              cause));
    }
    if (cause instanceof Mqtt5ConnAckException refusal
        && refusal.getMqttMessage().getReasonCode()
            == Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION) {
      return Optional.of(
          failure("%s does not speak MQTT 5; use a newer one".formatted(address.broker()), cause));
    }
    if (cause instanceof Mqtt5DisconnectException parting
        && parting.getMqttMessage().getReasonCode()
            == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER) {
      return Optional.of(
          failure(
              "another node of this machine and user takes captures from %s; end one of them"
                  .formatted(address),
              cause));
    }
    return !wasThere && isUntrusted(cause)
        ? Optional.of(
            failure(
                "no TLS with %s: its certificate is not trusted, or it has another name; name the file of whoever signed it with --mqtt-ca"
                    .formatted(address.broker()),
                cause))
        : Optional.empty();
  }

  /** What the broker says of the topic. */
  static MalformedDataSetException refused(MqttAddress address, Throwable cause) {
    return failure(
        "%s lets the node have nothing of %s; give its user the right to read it"
            .formatted(address.broker(), address.topic()),
        cause);
  }

  private static boolean isUntrusted(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private static MalformedDataSetException failure(String sentence, Throwable cause) {
    return new MalformedDataSetException(sentence, cause);
  }
}

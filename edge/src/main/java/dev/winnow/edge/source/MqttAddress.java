package dev.winnow.edge.source;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of a broker, as its owner wrote it: {@code mqtt://HOST/TOPIC} or {@code
 * mqtts://HOST:PORT/TOPIC}, in which the topic may hold the wildcards {@code +} and {@code #}.
 *
 * @param isSecure whether TLS is spoken
 * @param host without brackets
 * @param port 1883 by default, with TLS 8883
 * @param topic filter of topics
 */
public record MqttAddress(boolean isSecure, String host, int port, String topic) {
  private static final Pattern FORM =
      Pattern.compile("(mqtts?)://(\\[[0-9A-Fa-f:.%]+\\]|[^:/@\\[\\]]+)(?::([0-9]{1,5}))?/(.+)");
  private static final int PLAIN = 1883;
  private static final int SECURE = 8883;
  private static final int MOST = 65_535;

  /** Reads what a user wrote; empty if it has another form, or names a user. */
  static Optional<MqttAddress> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !isFilter(form.group(4))) {
      return Optional.empty();
    }
    boolean isSecure = form.group(1).equals("mqtts");
    int usual = isSecure ? SECURE : PLAIN;
    int port = Optional.ofNullable(form.group(3)).map(Integer::parseInt).orElse(usual);
    String host = form.group(2).replaceAll("[\\[\\]]", "");
    return port >= 1 && port <= MOST
        ? Optional.of(new MqttAddress(isSecure, host, port, form.group(4)))
        : Optional.empty();
  }

  /** Of a shared subscription each node would get a part. */
  private static boolean isFilter(String topic) {
    try {
      return !MqttTopicFilter.of(topic).isShared();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The broker, as in the address. */
  String broker() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    boolean isUsual = port == (isSecure ? SECURE : PLAIN);
    return (isSecure ? "mqtts://" : "mqtt://") + shown + (isUsual ? "" : ":" + port);
  }

  /** As its owner wrote it. */
  @Override
  public String toString() {
    return broker() + "/" + topic;
  }
}

package dev.winnow.edge.source;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where devices send captures to.
 *
 * @param host of this machine, as its owner wrote it; empty for the loopback address
 * @param port from 0 to 65535; 0 for any that is free
 */
public record PushAddress(Optional<String> host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+\\]|[^:\\[\\]/]+):)?([0-9]{1,5})");
  private static final int MOST = 65_535;

  /** Reads {@code PORT} or {@code HOST:PORT}; empty if it is neither. */
  static Optional<PushAddress> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(2)) > MOST) {
      return Optional.empty();
    }
    return Optional.of(
        new PushAddress(Optional.ofNullable(form.group(1)), Integer.parseInt(form.group(2))));
  }

  /**
   * The address to listen at.
   *
   * @throws UnknownHostException if nobody knows the host
   */
  InetSocketAddress resolved() throws UnknownHostException {
    return new InetSocketAddress(
        host.isPresent() ? InetAddress.getByName(host.get()) : InetAddress.getLoopbackAddress(),
        port);
  }

  /** As its owner wrote it. */
  @Override
  public String toString() {
    return host.map(name -> name + ":" + port).orElse(String.valueOf(port));
  }
}

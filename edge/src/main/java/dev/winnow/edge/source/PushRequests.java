package dev.winnow.edge.source;

import com.sun.net.httpserver.HttpExchange;
import dev.winnow.core.InputSpec;
import dev.winnow.data.FileKind;
import dev.winnow.data.Modality;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes captures of requests, and refuses the others. */
final class PushRequests {
  private static final String PATH = "/captures/";
  private static final Pattern NAME = Pattern.compile("[^/\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,200}");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int HEAD = 64;

  private final String source;
  private final Optional<PushTokens> devices;
  private final Modality modality;
  private final Consumer<String> said;
  private final AtomicBoolean hasRefused = new AtomicBoolean();

  /**
   * @param source in front of each capture's name
   * @param devices that may send; empty if all programs of this machine may
   * @param said takes that somebody was refused, once
   */
  PushRequests(
      String source, Optional<PushTokens> devices, Modality modality, Consumer<String> said) {
    this.source = source;
    this.devices = devices;
    this.modality = modality;
    this.said = said;
  }

  /**
   * The capture that a request brings. Who sends it is looked at first, what it holds last.
   *
   * @throws PushRefusal if it brings none
   * @throws IOException if it does not come to its end
   */
  Arrival arrival(HttpExchange exchange, PushedBody bodies) throws IOException {
    String device = device(exchange);
    String path = String.valueOf(exchange.getRequestURI().getPath());
    if (!path.startsWith(PATH)) {
      throw PushRefusal.of(404, "there is nothing here; captures are sent to /captures/NAME");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw PushRefusal.method();
    }
    String name = path.substring(PATH.length());
    if (!NAME.matcher(name).matches()) {
      throw PushRefusal.of(
          400, "a capture's name is 1 to 200 characters that can be printed, none of them a slash");
    }
    requireType(exchange);
    byte[] bytes = bodies.read(exchange);
    FileKind kind = modality.kindOf(name, Arrays.copyOf(bytes, Math.min(HEAD, bytes.length)));
    if (!kind.isCapture()) {
      throw PushRefusal.of(415, "this is nothing of the kind that the node reads, " + word());
    }
    return Arrival.of(source + "/" + device + "/" + name, bytes);
  }

  private String device(HttpExchange exchange) throws PushRefusal {
    if (devices.isEmpty()) {
      requireLocal(exchange);
      return "local";
    }
    Optional<String> header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    Optional<String> device = devices.get().device(header);
    if (device.isEmpty() && hasRefused.compareAndSet(false, true)) {
      said.accept(
          "somebody at %s was refused who has no token of a device; further ones are not told"
              .formatted(exchange.getRemoteAddress().getAddress().getHostAddress()));
    }
    return device.orElseThrow(PushRefusal::unknownDevice);
  }

  /** A page of some site, open in a browser of this machine, is not a program of this machine. */
  private static void requireLocal(HttpExchange exchange) throws PushRefusal {
    String host =
        String.valueOf(exchange.getRequestHeaders().getFirst("Host")).replaceFirst(":[0-9]+$", "");
    if (exchange.getRequestHeaders().containsKey("Origin")
        || !LOCAL.contains(host.toLowerCase(Locale.ROOT))) {
      throw PushRefusal.of(403, "only programs of this machine may send captures without a token");
    }
  }

  private void requireType(HttpExchange exchange) throws PushRefusal {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
            .orElse("application/octet-stream")
            .toLowerCase(Locale.ROOT)
            .replaceFirst(" *;.*", "");
    String wanted = type(modality.kind());
    if (!type.equals("application/octet-stream") && !type.startsWith(wanted)) {
      throw PushRefusal.of(
          415,
          "the node reads captures of the kind %s; send %s or application/octet-stream"
              .formatted(word(), wanted.endsWith("/") ? wanted + "*" : wanted));
    }
  }

  private String word() {
    return modality.kind().word();
  }

  private static String type(InputSpec.Kind kind) {
    return switch (kind) {
      case IMAGE -> "image/";
      case AUDIO -> "audio/";
      case SERIES -> "text/csv";
    };
  }
}

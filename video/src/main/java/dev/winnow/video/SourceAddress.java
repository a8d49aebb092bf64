package dev.winnow.video;

import dev.winnow.video.io.CertificateCheck;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a video comes from, and what FFmpeg may use to get it.
 *
 * @param source as it was given, perhaps with a password: never to be shown
 * @param kind what it is
 * @param location what FFmpeg opens
 * @param authorities by which alone a server is trusted; empty for those of this machine
 */
record SourceAddress(String source, Kind kind, String location, Optional<Path> authorities) {
  /** A letter before a colon is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  private static final List<String> AUTHORITIES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/cert.pem");

  /** Without HTTP in the clear. */
  private static final String SECURED = "https,httpproxy,tls,tcp,crypto";

  /** With an address of IPv4, however it is written, or IPv6 for a host. */
  private static final Pattern NUMERIC =
      Pattern.compile(
          "https://([^/?#]*@)?(\\[[^]/]*]|[0-9][0-9a-fx.]*)(:[0-9]*)?([/?#].*)?",
          Pattern.CASE_INSENSITIVE);

  /** What sources differ in. */
  enum Kind {
    /** Opened by us; FFmpeg may open nothing. */
    FILE("", "none"),
    /** Over TCP, or else UDP. */
    RTSP("rtsp", "rtp,tcp,udp"),
    UDP("mpegts", "udp"),
    TCP("mpegts", "tcp"),
    /** What is encrypted may be read once its key was fetched by the other protocols. */
    HTTP("", "http,https,httpproxy,tls,tcp,crypto"),
    CAMERA("v4l2", "none");

    private final String demuxer;
    private final String protocols;

    Kind(String demuxer, String protocols) {
      this.demuxer = demuxer;
      this.protocols = protocols;
    }

    /** The name of the one format that is read; empty if its first bytes tell. */
    String demuxer() {
      return demuxer;
    }
  }

  /**
   * Reads an address.
   *
   * @throws UnreadableVideoException if its scheme is none of those that are read
   */
  static SourceAddress of(String source) {
    var scheme = SCHEME.matcher(source);
    if (!scheme.matches()) {
      return with(source, Kind.FILE, source);
    }
    String rest = source.substring(scheme.end(1) + 1);
    return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
      case "rtsp" -> with(source, Kind.RTSP, source);
      case "udp" -> with(source, Kind.UDP, source);
      case "tcp" -> with(source, Kind.TCP, source);
      case "http", "https" -> with(source, Kind.HTTP, source);
      case "v4l2" -> with(source, Kind.CAMERA, rest);
      default -> {
        if (rest.startsWith("//")) {
          throw new UnreadableVideoException(
              StreamName.of(source), "rtsp, udp, tcp, http, https and v4l2 are read, and files");
        }
        yield with(source, Kind.FILE, source);
      }
    };
  }

  private static SourceAddress with(String source, Kind kind, String location) {
    return new SourceAddress(source, kind, location, Optional.empty());
  }

  /** The same, trusting others. */
  SourceAddress trusting(Optional<Path> others) {
    return new SourceAddress(source, kind, location, others);
  }

  /**
   * A file must be there before FFmpeg opens it: a pipe or a device would make it wait.
   *
   * @throws UnreadableVideoException if there is none, or it is empty
   */
  void requireFile() {
    if (kind != Kind.FILE) {
      return;
    }
    Path file = path();
    if (!Files.exists(file)) {
      throw new UnreadableVideoException(shown(), "it is not there");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnreadableVideoException(shown(), "it is no file that may be read");
    }
    try {
      if (Files.size(file) == 0) {
        throw new UnreadableVideoException(shown(), "it is empty");
      }
    } catch (IOException e) {
      throw new UnreadableVideoException(shown(), "it cannot be opened", e);
    }
  }

  /**
   * Of a file.
   *
   * @throws UnreadableVideoException if no file can have that name
   */
  Path path() {
    try {
      return Path.of(location);
    } catch (InvalidPathException e) {
      throw new UnreadableVideoException(shown(), "no file can be called so", e);
    }
  }

  /** As messages may show it. */
  String shown() {
    return StreamName.of(source);
  }

  /** Whether what it gives is lost unless somebody waits for it; of HTTP that is not known yet. */
  boolean isLive() {
    return kind != Kind.FILE && kind != Kind.HTTP;
  }

  /**
   * What FFmpeg is told before it opens this; it may use no other protocol.
   *
   * @param withSound whether a camera is asked for its sound too
   */
  Map<String, String> options(boolean withSound) {
    Map<String, String> options = new TreeMap<>();
    options.put("protocol_whitelist", kind.protocols);
    switch (kind) {
      case RTSP -> {
        options.put("rtsp_flags", "prefer_tcp");
        options.put("allowed_media_types", withSound ? "video+audio" : "video");
      }
      case UDP -> options.put("overrun_nonfatal", "1");
      case HTTP -> {
        options.put("tls_verify", "1");
        trusted().ifPresent(file -> options.put("ca_file", file.toString()));
        if (isSecured()) {
          // Nor may a playlist send what it names in the clear.
          options.put("protocol_whitelist", SECURED);
        }
      }
      default -> {}
    }
    return options;
  }

  private boolean isSecured() {
    return source.toLowerCase(Locale.ROOT).startsWith("https:");
  }

  /**
   * Requires that FFmpeg can tell whose certificate a server has: of an address in numbers it does
   * not look for that in the certificate, so that any server with any trusted one would do.
   *
   * @throws UntrustedSourceException if it cannot
   */
  void requireAuthorities() {
    if (kind != Kind.HTTP || !isSecured()) {
      return;
    }
    if (authorities.isPresent()) {
      try {
        CertificateCheck.read(authorities.get());
      } catch (CertificateException | IOException e) {
        throw new UntrustedSourceException(
            shown(), "%s cannot be read as certificates".formatted(authorities.get()));
      }
    } else if (NUMERIC.matcher(source).matches()) {
      throw new UntrustedSourceException(
          shown(), "an address in numbers is not compared with the certificate's names");
    }
  }

  /** Whether its server's certificate is the trouble; asks it. */
  boolean isUntrusted(Duration timeout) {
    try {
      return isSecured()
          && trusted().isPresent()
          && CertificateCheck.fails(new URI(source), trusted().get(), timeout);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whom the owner trusts, or else this machine: OpenSSL's builds differ in where they look. */
  private Optional<Path> trusted() {
    return authorities.or(
        () -> AUTHORITIES.stream().map(Path::of).filter(Files::isReadable).findFirst());
  }
}

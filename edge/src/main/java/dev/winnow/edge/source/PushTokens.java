package dev.winnow.edge.source;

import dev.winnow.core.Digest;
import dev.winnow.edge.MalformedOptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Devices that may send captures, each by a token of its own: a file of lines {@code NAME TOKEN},
 * with empty lines and comments after {@code #} between them. Only digests of the tokens are kept,
 * and all of them are compared, so that the time that takes tells nothing.
 */
final class PushTokens {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9._-]{1,64})[ \\t]+([\\x21-\\x7e]{16,512})[ \\t]*");
  private static final Pattern HEADER = Pattern.compile("(?i:Bearer) +([\\x21-\\x7e]{1,512})");

  private final Map<String, Digest> digests;

  private PushTokens(Map<String, Digest> digests) {
    this.digests = digests;
  }

  /**
   * Reads the file.
   *
   * @throws MalformedOptionException if it cannot be read, others than its owner may use it, or it
   *     has another form; the sentence holds no token
   */
  static PushTokens read(Path file) {
    List<String> lines =
        PrivateLines.read(
            file,
            "tokens",
            "the tokens in %s cannot be read: there is no such file, or it is no text of yours; write"
                    .formatted(file)
                + " a line NAME TOKEN for each device");
    return new PushTokens(digests(file, lines));
  }

  private static Map<String, Digest> digests(Path file, List<String> lines) {
    Map<String, Digest> digests = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
        continue;
      }
      Matcher line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        throw new MalformedOptionException(
            "line %d of %s is not a device's name and its token of 16 characters or more; a token is made by openssl rand -hex 32"
                .formatted(i + 1, file));
      }
      if (digests.put(line.group(1), digest(line.group(2))) != null) {
        throw new MalformedOptionException(
            "line %d of %s names %s a second time; give each device one token"
                .formatted(i + 1, file, line.group(1)));
      }
    }
    if (digests.isEmpty()) {
      throw new MalformedOptionException(
          "%s holds no token, so that nobody could send anything; write a line NAME TOKEN for each device"
              .formatted(file));
    }
    return digests;
  }

  /**
   * Whose token somebody shows.
   *
   * @param authorization header of the request
   */
  Optional<String> device(Optional<String> authorization) {
    Matcher header = HEADER.matcher(authorization.orElse(""));
    if (!header.matches()) {
      return Optional.empty();
    }
    byte[] shown = bytes(digest(header.group(1)));
    Optional<String> device = Optional.empty();
    for (Map.Entry<String, Digest> known : digests.entrySet()) {
      if (MessageDigest.isEqual(bytes(known.getValue()), shown)) {
        device = Optional.of(known.getKey());
      }
    }
    return device;
  }

  private static Digest digest(String token) {
    return Digest.of(token.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(Digest digest) {
    return digest.text().getBytes(StandardCharsets.US_ASCII);
  }
}

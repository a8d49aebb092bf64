package dev.winnow.edge.source;

import dev.winnow.edge.MalformedOptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The name and the password that a broker wants, from the two lines of a file. */
final class MqttLogin {
  private final String user;
  private final String password;

  private MqttLogin(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /**
   * Reads the file.
   *
   * @throws MalformedOptionException if it cannot be read, others than its owner may use it, or it
   *     has another form; the sentence holds neither name nor password
   */
  static MqttLogin read(Path file) {
    List<String> lines =
        PrivateLines.read(
            file,
            "password",
            "the login in %s cannot be read; write a file of two lines, user and password"
                .formatted(file));
    if (lines.size() != 2 || lines.get(0).isEmpty()) {
      throw new MalformedOptionException(
          "%s has not two lines; write the broker's user into the first and the password into the second"
              .formatted(file));
    }
    return new MqttLogin(lines.get(0), lines.get(1));
  }

  String user() {
    return user;
  }

  byte[] password() {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}

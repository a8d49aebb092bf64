package dev.winnow.app.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes certificates as people do, by OpenSSL, in a folder.
 *
 * @param name of the authority, whose certificate is {@code NAME.crt}
 */
record OpensslAuthority(Path folder, String name) {
  /** A new one. */
  static OpensslAuthority make(Path folder, String name) throws IOException, InterruptedException {
    OpensslAuthority made = new OpensslAuthority(folder, name);
    made.openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=%s -keyout %s.key -out %s.crt"
            .formatted(name, name, name));
    return made;
  }

  Path certificate() {
    return file(name + ".crt");
  }

  Path file(String file) {
    return folder.resolve(file);
  }

  /**
   * Signs a new certificate, {@code FILE.crt}, with its key, {@code FILE.key}.
   *
   * @param names such as {@code DNS:localhost}
   * @param days from now; below 0 for one that has expired
   */
  void sign(String file, String subject, String names, int days)
      throws IOException, InterruptedException {
    openssl(
        "req -newkey rsa:2048 -nodes -subj /CN=%s -addext subjectAltName=%s -keyout %s.key -out %s.csr"
            .formatted(subject, names, file, file));
    openssl(
        "x509 -req -in %s.csr -CA %s.crt -CAkey %s.key -CAcreateserial -days %d -copy_extensions copy -out %s.crt"
            .formatted(file, name, name, days, file));
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** Whether there is an OpenSSL that can do this. */
  static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}

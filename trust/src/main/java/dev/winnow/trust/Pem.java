package dev.winnow.trust;

import dev.winnow.core.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in files of one PEM block (RFC 7468). */
final class Pem {
  private static final int LIMIT = 16 << 10;
  private static final String THERE =
      "it is there already and is never written over; name another or move it away";
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*-----BEGIN ([A-Z0-9 ]{1,40})-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");

  private Pem() {}

  /**
   * @param label such as {@code PUBLIC KEY}
   * @throws UnusableKeyException if the file cannot be read or holds something else
   */
  static byte[] read(Path file, String label) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT);
      Matcher block = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (!block.matches() || !block.group(1).equals(label)) {
        throw UnusableKeyException.of(
            file, "it must hold one PEM block, -----BEGIN " + label + "-----");
      }
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw UnusableKeyException.of(file, "its PEM block is damaged", e);
    } catch (IOException e) {
      throw UnusableKeyException.of(file, "it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * @throws UnusableKeyException as {@link #read} does, or if others may use the file
   */
  static byte[] readPrivate(Path file, String label) {
    try {
      Optional<String> permissions =
          Files.exists(file) ? PrivateFiles.violation(file) : Optional.empty();
      if (permissions.isPresent()) {
        throw UnusableKeyException.of(
            file,
            "others than its owner may use it (%s); make a new one, or, if nobody has, run chmod 600"
                .formatted(permissions.get()));
      }
    } catch (IOException e) {
      throw UnusableKeyException.of(file, "its rights cannot be read", e);
    }
    return read(file, label);
  }

  /**
   * @throws UnusableKeyException if the file is there already
   */
  static void requireAbsent(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw UnusableKeyException.of(file, THERE);
    }
  }

  static void writePublic(Path file, String label, byte[] der) {
    write(file, label, der);
  }

  static void writePrivate(Path file, String label, byte[] der) {
    write(file, label, der, PrivateFiles.file(file));
  }

  private static void write(Path file, String label, byte[] der, FileAttribute<?>... attributes) {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException e) {
      throw UnusableKeyException.of(file, THERE, e);
    } catch (IOException e) {
      throw UnusableKeyException.of(file, "it cannot be written (" + e.getMessage() + ")", e);
    }
  }
}

package dev.winnow.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An extractor on its way to the edge: one ZIP file of {@code manifest.json}, {@code
 * extractor.onnx} and, once audited, {@code certificate.dsse.json}. The same content gives the same
 * bytes: entries are stored uncompressed, in a fixed order, without dates.
 *
 * <p>A package that was read is whole: it holds these entries and no others, none over its limit,
 * the ONNX file is the one that the manifest names by digest, and the file is byte for byte what
 * {@link #write} makes of its content. That says nothing of who made it; the certificate does.
 */
public final class ExtractorPackage {
  /** The file ending, with its dot. */
  public static final String ENDING = ".extractor";

  private static final String MANIFEST = "manifest.json";
  private static final String NETWORK = "extractor.onnx";
  private static final String CERTIFICATE = "certificate.dsse.json";

  /** The entries a package may have, with the most bytes each may hold. */
  private static final Map<String, Integer> LIMITS =
      Map.of(MANIFEST, 1 << 20, NETWORK, 1 << 30, CERTIFICATE, 1 << 20);

  private final Manifest manifest;
  private final byte[] network;
  private final Optional<byte[]> certificate;

  private ExtractorPackage(Manifest manifest, byte[] network, Optional<byte[]> certificate) {
    this.manifest = manifest;
    this.network = network;
    this.certificate = certificate;
  }

  /**
   * A package without a certificate.
   *
   * @param network the bytes of {@code extractor.onnx}, not copied: the caller keeps its hands off
   * @throws IllegalArgumentException if the manifest names another network by digest
   */
  public static ExtractorPackage of(Manifest manifest, byte[] network) {
    if (!Digest.of(network).equals(manifest.extractor().digest())) {
      throw new IllegalArgumentException("the manifest's digest is of another extractor.onnx");
    }
    return new ExtractorPackage(manifest, network, Optional.empty());
  }

  /** What the package says about its extractor. */
  public Manifest manifest() {
    return manifest;
  }

  /** The digest of {@code manifest.json}, which names the networks' digests in turn. */
  public Digest manifestDigest() {
    return Digest.of(manifest.toBytes());
  }

  /** The bytes of {@code extractor.onnx}, shared: not to be changed. */
  public byte[] network() {
    return network;
  }

  /** The bytes of the certificate, a copy, unverified. */
  public Optional<byte[]> certificate() {
    return certificate.map(byte[]::clone);
  }

  /** This package with a certificate. */
  public ExtractorPackage withCertificate(byte[] envelope) {
    return new ExtractorPackage(manifest, network, Optional.of(envelope.clone()));
  }

  /**
   * Writes the package to a file, replacing it whole or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file) {
    try {
      AtomicFile.write(file, this::writeTo);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads and checks a package.
   *
   * <p>Takes the memory of what the package holds, and no more than its limits whatever the file
   * says of itself.
   *
   * @throws MalformedPackageException if the file is no ZIP, is cut short, lacks an entry or has
   *     another, exceeds a limit, holds an ONNX file of another digest than the manifest's, or is
   *     not byte for byte what {@link #write} would write
   * @throws MalformedJsonException if the manifest cannot be understood
   * @throws UncheckedIOException if the file cannot be opened
   */
  public static ExtractorPackage read(Path file) {
    Map<String, byte[]> entries = entries(file);
    byte[] text = required(file, entries, MANIFEST);
    byte[] network = required(file, entries, NETWORK);
    Manifest manifest = Manifest.fromJson(text);
    if (!Digest.of(network).equals(manifest.extractor().digest())) {
      throw new MalformedPackageException(
          file, NETWORK + " does not have the digest that the manifest names");
    }
    var read =
        new ExtractorPackage(manifest, network, Optional.ofNullable(entries.get(CERTIFICATE)));
    if (!SameBytes.as(file, read::writeTo)) {
      throw new MalformedPackageException(
          file, "it is not byte for byte what winnow writes; it was changed or damaged");
    }
    return read;
  }

  private void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    store(zip, MANIFEST, manifest.toBytes());
    store(zip, NETWORK, network);
    if (certificate.isPresent()) {
      store(zip, CERTIFICATE, certificate.get());
    }
    zip.finish();
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static Map<String, byte[]> entries(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MalformedPackageException(file, "there is no such file");
    }
    try {
      EndOfCentralDirectory.requireSmall(file, LIMITS.size());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entries.put(entry.getName(), bounded(file, zip, entry)) != null) {
          throw new MalformedPackageException(file, "it holds " + entry.getName() + " twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // It could be read a moment ago, so it is not what it says of itself; or an entry's comment
      // is
      // no text, which Java says by the second exception, and only when the entry is looked at.
      throw new MalformedPackageException(file, "it is damaged or cut short", e);
    }
    return entries;
  }

  /** What an entry says of its size is believed only as far as the file reaches. */
  private static byte[] bounded(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    Integer limit = LIMITS.get(entry.getName());
    if (limit == null) {
      throw new MalformedPackageException(file, "it holds an entry that has no place in one");
    }
    if (entry.getSize() > limit) {
      throw new MalformedPackageException(
          file, entry.getName() + " holds more than " + limit + " bytes");
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > Files.size(file)) {
      throw new MalformedPackageException(file, entry.getName() + " is not stored as it is");
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    try (InputStream in = zip.getInputStream(entry)) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new MalformedPackageException(file, entry.getName() + " is cut short");
      }
    }
    return bytes;
  }

  private static byte[] required(Path file, Map<String, byte[]> entries, String name) {
    byte[] bytes = entries.get(name);
    if (bytes == null) {
      throw new MalformedPackageException(file, "it lacks " + name);
    }
    return bytes;
  }
}

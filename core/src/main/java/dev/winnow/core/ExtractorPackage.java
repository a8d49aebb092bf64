package dev.winnow.core;

import dev.winnow.core.files.AtomicFile;
import dev.winnow.core.files.SameBytes;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An extractor on its way to the edge: one ZIP file of {@code manifest.json}, the files that it
 * names ({@code extractor.onnx}, or the detectors of a filter) and, once audited, {@code
 * certificate.dsse.json}. The same content gives the same bytes: entries are stored uncompressed,
 * in a fixed order, without dates.
 *
 * <p>A package that was read is whole: it holds these entries and no others, none over its limit,
 * the files are those that the manifest names by digest, and the file is byte for byte what {@link
 * #write} makes of its content. That says nothing of who made it; the certificate does.
 */
public final class ExtractorPackage {
  /** The file ending, with its dot. */
  public static final String ENDING = ".extractor";

  private static final String MANIFEST = "manifest.json";
  private static final String CERTIFICATE = "certificate.dsse.json";
  private static final int MOST_ENTRIES = CaptureFilter.MOST + 2;
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_FILE = 1 << 30;

  private final Manifest manifest;
  private final SortedMap<String, byte[]> files;
  private final Optional<byte[]> certificate;

  private ExtractorPackage(
      Manifest manifest, SortedMap<String, byte[]> files, Optional<byte[]> certificate) {
    this.manifest = manifest;
    this.files = files;
    this.certificate = certificate;
  }

  /**
   * A package of a network's part, without a certificate.
   *
   * @param network the bytes of {@code extractor.onnx}, not copied: the caller keeps its hands off
   * @throws IllegalArgumentException if the manifest names another network by digest
   */
  public static ExtractorPackage of(Manifest manifest, byte[] network) {
    return of(manifest, Map.of(NetworkExtractor.FILE, network));
  }

  /**
   * A package without a certificate.
   *
   * @param files bytes of the files that the manifest names, not copied: the caller keeps its hands
   *     off
   * @throws IllegalArgumentException if the manifest names other files
   */
  public static ExtractorPackage of(Manifest manifest, Map<String, byte[]> files) {
    SortedMap<String, byte[]> sorted = new TreeMap<>(files);
    SortedMap<String, Digest> named = manifest.extractor().files();
    if (!sorted.keySet().equals(named.keySet())) {
      throw new IllegalArgumentException(
          "the manifest names %s, not %s".formatted(named.keySet(), sorted.keySet()));
    }
    named.forEach(
        (name, digest) -> {
          if (!Digest.of(Objects.requireNonNull(sorted.get(name))).equals(digest)) {
            throw new IllegalArgumentException("the manifest's digest is of another " + name);
          }
        });
    return new ExtractorPackage(manifest, sorted, Optional.empty());
  }

  /** What the package says about its extractor. */
  public Manifest manifest() {
    return manifest;
  }

  /** The digest of {@code manifest.json}, which names the networks' digests in turn. */
  public Digest manifestDigest() {
    return Digest.of(manifest.toBytes());
  }

  /**
   * The bytes of {@code extractor.onnx}, shared: not to be changed.
   *
   * @throws UnsupportedPackageException if the extractor is a capture filter
   */
  public byte[] network() {
    manifest.network();
    return file(NetworkExtractor.FILE);
  }

  /**
   * The bytes of a file that the manifest names, shared: not to be changed.
   *
   * @throws IllegalArgumentException if it names no such file
   */
  public byte[] file(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("the package has no file " + name);
    }
    return bytes;
  }

  /** The bytes of the certificate, a copy, unverified. */
  public Optional<byte[]> certificate() {
    return certificate.map(byte[]::clone);
  }

  /** This package with a certificate. */
  public ExtractorPackage withCertificate(byte[] envelope) {
    return new ExtractorPackage(manifest, files, Optional.of(envelope.clone()));
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
   *     another, exceeds a limit, holds a file of another digest than the manifest's, or is not
   *     byte for byte what {@link #write} would write
   * @throws MalformedJsonException if the manifest cannot be understood
   * @throws UncheckedIOException if the file cannot be opened
   */
  public static ExtractorPackage read(Path file) {
    Map<String, byte[]> entries = entries(file);
    Manifest manifest = Manifest.fromJson(required(file, entries, MANIFEST));
    SortedMap<String, byte[]> files = files(file, manifest, entries);
    var read = new ExtractorPackage(manifest, files, Optional.ofNullable(entries.get(CERTIFICATE)));
    if (!SameBytes.as(file, read::writeTo)) {
      throw new MalformedPackageException(
          file, "it is not byte for byte what winnow writes; it was changed or damaged");
    }
    return read;
  }

  private void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    store(zip, MANIFEST, manifest.toBytes());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      store(zip, file.getKey(), file.getValue());
    }
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

  private static SortedMap<String, byte[]> files(
      Path file, Manifest manifest, Map<String, byte[]> entries) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    manifest
        .extractor()
        .files()
        .forEach(
            (name, digest) -> {
              byte[] bytes = required(file, entries, name);
              if (!Digest.of(bytes).equals(digest)) {
                throw new MalformedPackageException(
                    file, name + " does not have the digest that the manifest names");
              }
              files.put(name, bytes);
            });
    for (String name : entries.keySet()) {
      if (!Set.of(MANIFEST, CERTIFICATE).contains(name) && !files.containsKey(name)) {
        throw new MalformedPackageException(file, "it holds an entry that has no place in one");
      }
    }
    return files;
  }

  private static Map<String, byte[]> entries(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MalformedPackageException(file, "there is no such file");
    }
    try {
      EndOfCentralDirectory.requireSmall(file, MOST_ENTRIES);
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
    int limit = Set.of(MANIFEST, CERTIFICATE).contains(entry.getName()) ? MOST_TEXT : MOST_FILE;
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

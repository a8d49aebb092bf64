package dev.winnow.app;

import dev.winnow.audit.AuditTarget;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Packages, and their analyzers where they are at hand. */
final class AuditTargets {
  private AuditTargets() {}

  /**
   * Reads a package, and the analyzer that its manifest names by digest.
   *
   * @param repository folder of the analyzers; by default the one beside the package
   */
  static AuditTarget of(Path file, Optional<Path> repository) {
    ExtractorPackage extractor = ExtractorPackage.read(file);
    Path folder = repository.orElseGet(() -> file.toAbsolutePath().resolveSibling("analyzer"));
    String name = String.valueOf(file.getFileName()).replace(ExtractorPackage.ENDING, "");
    return new AuditTarget(name, extractor, analyzer(extractor.manifest(), folder));
  }

  /** One of another digest belongs to another extractor. */
  private static Optional<Network> analyzer(Manifest manifest, Path folder) {
    Path file = folder.resolve(manifest.name()).resolve(manifest.version()).resolve("model.onnx");
    try {
      return Files.isRegularFile(file) && Digest.ofFile(file).equals(manifest.analyzer().digest())
          ? Optional.of(NetworkImport.read(file, ConversionOptions.none()).network())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}

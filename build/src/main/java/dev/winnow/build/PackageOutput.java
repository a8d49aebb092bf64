package dev.winnow.build;

import dev.winnow.core.Provenance;
import java.nio.file.Path;

/**
 * Where packages go, and as what.
 *
 * @param folder that receives {@code NAME.extractor} and {@code analyzer/NAME}; made if it is
 *     missing
 * @param name of the service: letters, digits, {@code -}, {@code _} and {@code .}, starting with a
 *     letter or digit, at most 64
 * @param version of the service, a positive number in digits; a node never goes back from it
 * @param provenance of the packages: seed, data, versions, platform
 */
public record PackageOutput(Path folder, String name, String version, Provenance provenance) {
  /** The same with another provenance. */
  public PackageOutput from(Provenance other) {
    return new PackageOutput(folder, name, version, other);
  }

  /** The same as another service. */
  PackageOutput named(String other) {
    return new PackageOutput(folder, other, version, provenance);
  }
}

package dev.winnow.edge.status;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.trust.Certificate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What runs on a node.
 *
 * @param extractor its name and version
 * @param source as the node's owner named it
 * @param filter whether it lets parts of captures pass, and not features
 * @param bits that one answer tells at most; empty if nothing bounds them
 * @param certificate that covers what it sends; empty if it runs uncertified, or is not open yet
 */
public record NodeIdentity(
    String extractor,
    String source,
    boolean filter,
    OptionalDouble bits,
    Optional<Certificate> certificate) {

  /** Of a package that is about to be opened. */
  public static NodeIdentity of(ExtractorPackage extractor, String source) {
    Manifest manifest = extractor.manifest();
    return new NodeIdentity(
        manifest.name() + " " + manifest.version(),
        source,
        !isNetwork(manifest),
        bits(manifest),
        Optional.empty());
  }

  /** Bits that one answer of a package tells at most; empty if nothing bounds them. */
  public static OptionalDouble bits(Manifest manifest) {
    return isNetwork(manifest)
        ? manifest.network().mechanism().stream()
            .mapToDouble(mechanism -> ChannelCapacity.of(mechanism).first())
            .findFirst()
        : OptionalDouble.empty();
  }

  private static boolean isNetwork(Manifest manifest) {
    return manifest.extractor() instanceof NetworkExtractor;
  }

  /** The same, once it is known what covers it. */
  public NodeIdentity certified(Optional<Certificate> by) {
    return new NodeIdentity(extractor, source, filter, bits, by);
  }
}

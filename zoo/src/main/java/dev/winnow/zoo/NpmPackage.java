package dev.winnow.zoo;

/**
 * One version of a package in the npm registry, pinned to the bytes of its tarball.
 *
 * @param name with the scope, such as {@code @scope/name}
 * @param version exact, no range
 * @param integrity the tarball's digest as npm writes it: {@code sha512-} and Base64
 */
record NpmPackage(String name, String version, String integrity) {
  /** How npm is asked for it. */
  String spec() {
    return name + "@" + version;
  }
}

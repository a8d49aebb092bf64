package dev.winnow.trust;

import java.util.regex.Pattern;

/**
 * How a policy is referred to.
 *
 * @param name 1 to 64 letters, digits, {@code -}, {@code _} and {@code .}, starting with a letter
 *     or digit
 * @param version at least 1; another text under the same name needs another version
 */
public record PolicyId(String name, int version) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PolicyId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name must be 1 to 64 letters, digits, - _ or . and start with a letter or digit");
    }
    if (version < 1) {
      throw new IllegalArgumentException("the version must be at least 1, not " + version);
    }
  }

  /** Name and version, as people refer to it. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}

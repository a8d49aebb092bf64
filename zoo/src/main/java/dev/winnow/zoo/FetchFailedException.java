package dev.winnow.zoo;

import dev.winnow.core.WinnowException;

/** npm is missing, or could not deliver a package. */
public final class FetchFailedException extends WinnowException {
  private FetchFailedException(String message) {
    super(message);
  }

  private FetchFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  static FetchFailedException npmMissing(NpmPackage wanted, Throwable cause) {
    return new FetchFailedException(
        "npm, which is needed to fetch %s, cannot be started; install Node.js, which brings npm, %s"
            .formatted(wanted.spec(), byHand(wanted)),
        cause);
  }

  static FetchFailedException npmFailed(NpmPackage wanted, int exitCode, String said) {
    return new FetchFailedException(
        "npm could not fetch %s (exit code %d: %s); check the connection to the registry, %s"
            .formatted(wanted.spec(), exitCode, said, byHand(wanted)));
  }

  static FetchFailedException tooSlow(NpmPackage wanted, long minutes) {
    return new FetchFailedException(
        "npm did not deliver %s within %d minutes; check the connection to the registry, %s"
            .formatted(wanted.spec(), minutes, byHand(wanted)));
  }

  static FetchFailedException interrupted(NpmPackage wanted, Throwable cause) {
    return new FetchFailedException(
        "fetching %s was interrupted; start it again".formatted(wanted.spec()), cause);
  }

  static FetchFailedException noScratchSpace(NpmPackage wanted, Throwable cause) {
    return new FetchFailedException(
        "%s cannot be fetched because the folder for temporary files, %s, cannot be used; make it"
                .formatted(wanted.spec(), System.getProperty("java.io.tmpdir"))
            + " writable or choose another with -Djava.io.tmpdir",
        cause);
  }

  private static String byHand(NpmPackage wanted) {
    return "or run \"npm pack %s\" elsewhere and pass the file with --from"
        .formatted(wanted.spec());
  }
}

package dev.winnow.analyzer.access;

import dev.winnow.core.WinnowException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server is guarded.
 *
 * @param tls its certificate; empty for clear text
 * @param clients the file that lists who may call it; empty for whoever reaches it, or shows a
 *     certificate of the authority
 * @param perSecond how many requests each address may send in a second, if that is limited
 * @param insecure whether other machines may call it without all this
 */
public record Doors(
    Optional<TlsFiles> tls, Optional<Path> clients, Optional<Integer> perSecond, boolean insecure) {

  /** Clear text and no questions, for this machine only. */
  public static Doors none() {
    return new Doors(Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** The same, for all machines. */
  public Doors withInsecure() {
    return new Doors(tls, clients, perSecond, true);
  }

  /** Whether clients must say who they are. */
  public boolean areGuarded() {
    return tls.isPresent() && (clients.isPresent() || tls.get().clientAuthority().isPresent());
  }

  /**
   * Refuses to open a door to other machines that nobody guards.
   *
   * @throws WinnowException if it is one
   */
  public void require(InetAddress address) {
    if (!address.isLoopbackAddress() && !areGuarded() && !insecure) {
      throw new UnguardedDoorException(
          "other machines reach %s: give --tls-cert and --tls-key with --clients or --client-ca, or say --insecure"
              .formatted(address.isAnyLocalAddress() ? "every address" : address.getHostAddress()));
    }
  }
}

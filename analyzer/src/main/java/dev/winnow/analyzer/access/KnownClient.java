package dev.winnow.analyzer.access;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may call the server.
 *
 * @param name for the log
 * @param tokenDigest SHA-256 of its bearer token in hexadecimal digits, if it has one
 * @param certificate a name in its certificate, of its subject or one of the alternative names, if
 *     it has one
 * @param models that it may call; empty for all
 * @param admin whether it may see, load and unload all models
 * @param perSecond how many requests it may send in a second, if that is limited
 */
record KnownClient(
    String name,
    Optional<String> tokenDigest,
    Optional<String> certificate,
    Set<String> models,
    boolean admin,
    Optional<Integer> perSecond) {
  KnownClient {
    models = Set.copyOf(models);
  }

  boolean mayCall(String model) {
    return models.isEmpty() || models.contains(model);
  }
}

package dev.winnow.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The models that a server serves. Whoever loads it closes it, and every model with it. */
final class ModelRegistry implements AutoCloseable {
  /** By name; a model's versions from the oldest to the one that answers unless told otherwise. */
  private final Map<String, List<ServedModel>> models = new TreeMap<>();

  private ModelRegistry() {}

  /** Opens every version of every model in a repository, or none. */
  static ModelRegistry load(ModelRepository repository, ServerOptions options, Metrics metrics) {
    ModelRegistry catalogue = new ModelRegistry();
    try {
      for (StoredModel stored : repository.models()) {
        List<ServedModel> versions = new ArrayList<>();
        catalogue.models.put(stored.name(), versions);
        for (StoredModel.Version version : stored.versions()) {
          versions.add(ServedModel.open(stored, version, options, metrics));
        }
      }
      return catalogue;
    } catch (RuntimeException e) {
      catalogue.close();
      throw e;
    }
  }

  /**
   * Finds a model.
   *
   * @param version empty for the highest
   * @throws UnknownModelException if there is no such model or version
   */
  ServedModel find(String name, Optional<String> version) {
    List<ServedModel> versions = models.get(name);
    if (versions == null) {
      throw new UnknownModelException(
          "there is no model of that name; there is " + String.join(", ", models.keySet()));
    }
    if (version.isEmpty()) {
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(model -> model.version().equals(version.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownModelException(
                    "the model \"%s\" has no such version; it has %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", versions.stream().map(ServedModel::version).toList()))));
  }

  @Override
  public void close() {
    models.values().forEach(versions -> versions.forEach(ServedModel::close));
  }
}

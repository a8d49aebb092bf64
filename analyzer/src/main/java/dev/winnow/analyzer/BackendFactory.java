package dev.winnow.analyzer;

/** Opens the models whose {@code config.pbtxt} asks for one kind of backend. */
public interface BackendFactory {

  /** The word that asks for it: the value of {@code backend}. */
  String word();

  /**
   * Opens a version of a model. Whoever calls this closes what comes back.
   *
   * @throws MalformedRepositoryException if the files do not fit together
   * @throws dev.winnow.onnx.NetworkException if there is no network that can be run
   */
  Backend open(ModelFiles files, Workload load);
}

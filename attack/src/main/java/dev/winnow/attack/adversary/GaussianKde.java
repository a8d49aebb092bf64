package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Cholesky;
import dev.winnow.attack.statistics.Columns;
import dev.winnow.attack.statistics.PrincipalAxes;
import dev.winnow.attack.statistics.ScatterMatrix;
import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * Names the person under whose density a feature is likeliest: one Gaussian kernel density estimate
 * for each person (DPFE, arXiv 1802.03151, section V).
 *
 * <p>Kernels have the shape of a covariance, times n^(−2 / (d + 4)) for n known features of d
 * values: Scott's rule as SciPy's {@code gaussian_kde} applies it (Scott, "Multivariate Density
 * Estimation", 1992). Densities are estimated in at most 32 dimensions, the leading principal axes
 * of the known features, each scaled to unit variance; in more, no number of features that anybody
 * has fills the space.
 *
 * @param shape whose covariance
 */
public record GaussianKde(Shape shape) implements Adversary {
  private static final int MOST = 32;

  /** The shape of the kernels. */
  public enum Shape {
    /**
     * A person's own covariance, as SciPy does it. Of a person whose features do not span all
     * dimensions (n ≤ d, or equal ones), the pooled one.
     */
    OWN("kde"),
    /** Everybody's covariance around their own means: sounder than one's own for few features. */
    POOLED("kde-pooled"),
    /** That of all known features, which is the identity once they are whitened: the smoothest. */
    WHITE("kde-white");

    private final String word;

    Shape(String word) {
      this.word = word;
    }
  }

  /** Kernels of each person's own shape. */
  public static GaussianKde own() {
    return new GaussianKde(Shape.OWN);
  }

  /** Kernels of one shape. */
  public static GaussianKde pooled() {
    return new GaussianKde(Shape.POOLED);
  }

  /** Kernels as round as whitened features. */
  public static GaussianKde white() {
    return new GaussianKde(Shape.WHITE);
  }

  @Override
  public String word() {
    return shape.word;
  }

  @Override
  public Scores scores(PreparedData data) {
    PrincipalAxes axes = PrincipalAxes.of(data.known(), MOST);
    Tensor known = axes.whitened(data.known());
    int width = known.shape().dim(1);
    float[][][] people = data.knownByPerson(known);
    double[][] common =
        shape == Shape.WHITE ? PrincipalAxes.identity(width) : ScatterMatrix.within(people, width);
    Cholesky pooled = Cholesky.of(common).orElseThrow();
    Density[] densities =
        Arrays.stream(people)
            .parallel()
            .map(own -> Density.of(own, covariance(own, width, pooled)))
            .toArray(Density[]::new);
    return new Densities(axes, densities);
  }

  private Cholesky covariance(float[][] own, int width, Cholesky pooled) {
    return shape != Shape.OWN || own.length <= width
        ? pooled
        : Cholesky.of(ScatterMatrix.covariance(own, width)).orElse(pooled);
  }

  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Densities(PrincipalAxes axes, Density[] people) implements Scores {
    @Override
    public int answers() {
      return people.length;
    }

    @Override
    public Block of(Tensor rows) {
      float[][] columns = Columns.of(axes.whitened(rows));
      int most = Arrays.stream(people).mapToInt(Density::points).max().orElse(0);
      Density.Room room = Density.Room.of(columns.length, rows.shape().dim(0), most);
      return (person, into) -> people[person].logs(columns, room, into);
    }
  }
}

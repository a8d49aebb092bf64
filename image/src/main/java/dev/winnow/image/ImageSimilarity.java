package dev.winnow.image;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * How alike two images are, number by number. Images are of values from 0 to 1, of the shape
 * [images, channels, height, width]; each number is a mean over channels.
 */
final class ImageSimilarity {
  /** What is behind the window of Wang et al. is cut off: 3.5 deviations of 1.5 pixels. */
  private static final int RADIUS = 5;

  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;

  private ImageSimilarity() {}

  /**
   * Structural similarity (Wang, Bovik, Sheikh, Simoncelli, "Image Quality Assessment: From Error
   * Visibility to Structural Similarity", 2004, section III.B): Gaussian window of 11×11 pixels and
   * σ = 1.5, K₁ = 0.01, K₂ = 0.03. From −1 to 1; 1 for the same image. As scikit-image computes it
   * with {@code gaussian_weights=True, use_sample_covariance=False, data_range=1}: borders are
   * mirrored, and the mean is over the pixels whose window lies within the image.
   *
   * @return one for each image
   * @throws IllegalArgumentException if the shapes differ, or images are smaller than the window
   */
  static double[] ssim(Tensor a, Tensor b) {
    requireAlike(a, b);
    int height = a.shape().dim(2);
    int width = a.shape().dim(3);
    if (height <= 2 * RADIUS || width <= 2 * RADIUS) {
      throw new IllegalArgumentException(
          "structural similarity takes images of at least 11×11 pixels, not %d×%d"
              .formatted(width, height));
    }
    int channels = a.shape().dim(1);
    double[] means = new double[a.shape().dim(0)];
    float[] x = new float[height * width];
    float[] y = new float[height * width];
    for (int i = 0; i < means.length; i++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = (i * channels + channel) * x.length;
        a.buffer().position(at).get(x);
        b.buffer().position(at).get(y);
        means[i] += ssim(x, y, height, width) / channels;
      }
    }
    return means;
  }

  /** The mean squared difference, from 0 to 1; one for each image. */
  static double[] mse(Tensor a, Tensor b) {
    requireAlike(a, b);
    int size = a.shape().row().size();
    double[] means = new double[a.shape().dim(0)];
    for (int i = 0; i < means.length; i++) {
      for (int j = i * size; j < (i + 1) * size; j++) {
        double difference = (double) a.buffer().get(j) - b.buffer().get(j);
        means[i] += difference * difference / size;
      }
    }
    return means;
  }

  /**
   * The peak signal-to-noise ratio: −10 log₁₀ of the mean squared difference, in dB; at most 100,
   * so that the same image leaves a mean over images finite.
   */
  static double[] psnr(Tensor a, Tensor b) {
    return Arrays.stream(mse(a, b)).map(mse -> Math.min(100, -10 * Math.log10(mse))).toArray();
  }

  private static double ssim(float[] x, float[] y, int height, int width) {
    int inner = width - 2 * RADIUS;
    double[] window = window();
    double[][] lines = new double[2 * RADIUS + 1][5 * inner];
    double[] sum = new double[5 * inner];
    double total = 0;
    for (int line = 0; line < height; line++) {
      across(x, y, line * width, inner, window, lines[line % lines.length]);
      if (line >= 2 * RADIUS) {
        Arrays.fill(sum, 0);
        for (int k = 0; k < window.length; k++) {
          double[] above = lines[(line - 2 * RADIUS + k) % lines.length];
          for (int i = 0; i < sum.length; i++) {
            sum[i] += window[k] * above[i];
          }
        }
        total += along(sum, inner);
      }
    }
    return total / ((double) inner * (height - 2 * RADIUS));
  }

  /** Weighted sums of x, y, x², y² and x·y around each place of a line. */
  private static void across(
      float[] x, float[] y, int offset, int inner, double[] window, double[] into) {
    Arrays.fill(into, 0);
    for (int place = 0; place < inner; place++) {
      for (int k = 0; k < window.length; k++) {
        double p = x[offset + place + k];
        double q = y[offset + place + k];
        into[place] += window[k] * p;
        into[inner + place] += window[k] * q;
        into[2 * inner + place] += window[k] * p * p;
        into[3 * inner + place] += window[k] * q * q;
        into[4 * inner + place] += window[k] * p * q;
      }
    }
  }

  private static double along(double[] sums, int inner) {
    double total = 0;
    for (int i = 0; i < inner; i++) {
      double p = sums[i];
      double q = sums[inner + i];
      double variances = sums[2 * inner + i] - p * p + sums[3 * inner + i] - q * q;
      double covariance = sums[4 * inner + i] - p * q;
      total += (2 * p * q + C1) * (2 * covariance + C2) / ((p * p + q * q + C1) * (variances + C2));
    }
    return total;
  }

  private static double[] window() {
    double[] window = new double[2 * RADIUS + 1];
    for (int i = 0; i < window.length; i++) {
      window[i] = Math.exp(-(i - RADIUS) * (i - RADIUS) / (2 * SIGMA * SIGMA));
    }
    double sum = Arrays.stream(window).sum();
    return Arrays.stream(window).map(weight -> weight / sum).toArray();
  }

  private static void requireAlike(Tensor a, Tensor b) {
    Shape shape = a.shape();
    if (shape.rank() != 4 || !shape.equals(b.shape())) {
      throw new IllegalArgumentException(
          "images of the shape %s cannot be compared with some of the shape %s"
              .formatted(shape, b.shape()));
    }
  }
}

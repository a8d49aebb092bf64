package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PolynomialRootsTest {
  @Test
  void of_cubicWithOneRealRoot_findsItAndThePair() {
    // (z − 0.5)(z² − z + 0.89), whose pair is 0.5 ± 0.8i.
    PolynomialRoots roots = PolynomialRoots.of(new double[] {1, -1.5, 1.39, -0.445});

    double[] imaginary = {roots.imaginary(0), roots.imaginary(1), roots.imaginary(2)};
    Arrays.sort(imaginary);
    assertArrayEquals(new double[] {-0.8, 0, 0.8}, imaginary, 1e-12);
    for (int i = 0; i < 3; i++) {
      assertEquals(0.5, roots.real(i), 1e-12);
      assertEquals(Math.abs(roots.imaginary(i)) < 0.1, roots.isReal(i));
    }
  }

  /** Two at one place are where Newton's method alone is slow. */
  @Test
  void of_doubleRoot_findsItTwice() {
    PolynomialRoots roots = PolynomialRoots.of(new double[] {1, -1.8, 0.81});

    assertEquals(2, roots.count());
    assertEquals(0.9, roots.real(0), 1e-6);
    assertEquals(0.9, roots.real(1), 1e-6);
  }

  @Test
  void of_zerosAtTheEnd_leavesRootsAtZeroOut() {
    PolynomialRoots roots = PolynomialRoots.of(new double[] {1, -0.5, 0, 0});

    assertEquals(1, roots.count());
    assertTrue(roots.isReal(0));
    assertEquals(0.5, roots.real(0), 1e-12);
  }

  @Test
  void polynomial_rootsOfPolynomial_givesItBack() {
    double[] coefficients = {1, -2.1, 1.7, -0.9, 0.4, -0.1};
    PolynomialRoots roots = PolynomialRoots.of(coefficients);
    double[] real = new double[roots.count()];
    double[] imaginary = new double[roots.count()];
    Arrays.setAll(real, roots::real);
    Arrays.setAll(imaginary, roots::imaginary);

    assertArrayEquals(coefficients, PolynomialRoots.polynomial(real, imaginary), 1e-12);
  }
}

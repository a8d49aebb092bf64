package dev.winnow.trust;

/** Which side of its limit a metric must be on. */
public enum Comparison {
  /** Less is safer. */
  AT_MOST("<="),
  /** More is safer. */
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** As policies write it. */
  public String sign() {
    return sign;
  }

  /**
   * By how much a number misses a limit.
   *
   * @return above 0 if it does; the larger, the worse
   */
  double excess(double number, double limit) {
    return this == AT_MOST ? number - limit : limit - number;
  }
}

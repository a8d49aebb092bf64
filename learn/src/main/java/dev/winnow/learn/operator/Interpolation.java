package dev.winnow.learn.operator;

/** How a place between two is made from its neighbours: the modes of ONNX's {@code Resize}. */
@FunctionalInterface
interface Interpolation {
  /**
   * Adds what each place counts.
   *
   * @param original where on the axis
   * @param extent of the axis
   * @param shares where to add
   * @param offset of the first place therein
   */
  void share(float original, int extent, float[] shares, int offset);

  /** Rounding to a place. */
  @FunctionalInterface
  interface Rounding {
    double apply(double place);
  }

  /**
   * The interpolation of a node.
   *
   * @param nearest the rounding that the operator set defaults to
   * @throws UnsupportedOperatorException if it is not here
   */
  static Interpolation of(NodeContext context, String nearest) {
    String mode = context.attributes().text("mode", "nearest");
    float sharpness = context.attributes().number("cubic_coeff_a", -0.75f);
    boolean within = context.attributes().integer("exclude_outside", 0) == 1;
    return switch (mode) {
      case "nearest" -> nearest(rounding(context, nearest));
      case "linear" -> Interpolation::linear;
      case "cubic" ->
          (original, extent, shares, offset) ->
              Cubic.share(original, extent, shares, offset, sharpness, within);
      default -> throw context.unsupported("has the mode \"" + mode + "\", which is not here");
    };
  }

  private static Interpolation nearest(Rounding rounding) {
    return (original, extent, shares, offset) ->
        shares[offset + clamp(rounding.apply(original), extent)] = 1;
  }

  private static void linear(float original, int extent, float[] shares, int offset) {
    double below = Math.floor(original);
    float share = (float) (original - below);
    shares[offset + clamp(below, extent)] += 1 - share;
    shares[offset + clamp(below + 1, extent)] += share;
  }

  private static Rounding rounding(NodeContext context, String otherwise) {
    String name = context.attributes().text("nearest_mode", otherwise);
    return switch (name) {
      case "round_prefer_floor" -> place -> Math.ceil(place - 0.5);
      case "round_prefer_ceil" -> place -> Math.floor(place + 0.5);
      case "floor" -> Math::floor;
      case "ceil" -> Math::ceil;
      default -> throw context.unsupported("rounds by \"" + name + "\", which is not here");
    };
  }

  /** The nearest place that there is. */
  static int clamp(double place, int extent) {
    return (int) Math.max(0, Math.min(extent - 1, place));
  }
}

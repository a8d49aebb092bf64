package dev.winnow.learn.operator;

/**
 * Where a place of a resized axis lies on the original one, by the formulas of ONNX's {@code
 * coordinate_transformation_mode}, in 32 bits as ONNX Runtime computes them.
 */
@FunctionalInterface
interface Coordinates {
  /** The formula that resizes a region, outside of which there is one number. */
  String CROPPED = "tf_crop_and_resize";

  /**
   * The place on the original axis, maybe between two.
   *
   * @param place on the resized axis
   * @param scale how much larger that is
   * @param from extent of the original axis
   * @param to extent of the resized one
   * @param region of the original axis that is wanted
   */
  float original(int place, float scale, int from, int to, Region region);

  /** From where to where on an axis, as shares of its last place. */
  record Region(float start, float end) {
    static final Region WHOLE = new Region(0, 1);
  }

  /**
   * The formula of a node.
   *
   * @throws UnsupportedOperatorException if it is not here
   */
  static Coordinates of(NodeContext context, String otherwise) {
    String name = context.attributes().text("coordinate_transformation_mode", otherwise);
    return switch (name) {
      case "asymmetric" -> (place, scale, from, to, region) -> place / scale;
      case "half_pixel" -> (place, scale, from, to, region) -> (place + 0.5f) / scale - 0.5f;
      case "pytorch_half_pixel" ->
          (place, scale, from, to, region) -> to > 1 ? (place + 0.5f) / scale - 0.5f : 0;
      case "tf_half_pixel_for_nn" -> (place, scale, from, to, region) -> (place + 0.5f) / scale;
      case "align_corners" ->
          (place, scale, from, to, region) -> to > 1 ? place * (float) (from - 1) / (to - 1) : 0;
      case "half_pixel_symmetric" ->
          (place, scale, from, to, region) ->
              from / 2f * (1 - to / (scale * from)) + (place + 0.5f) / scale - 0.5f;
      case CROPPED ->
          (place, scale, from, to, region) ->
              (from - 1)
                  * (to > 1
                      ? region.start + place * (region.end - region.start) / (to - 1)
                      : 0.5f * (region.start + region.end));
      default ->
          throw context.unsupported("has the coordinates \"" + name + "\", which are not here");
    };
  }
}

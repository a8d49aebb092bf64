package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.SERIES;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import java.util.List;
import java.util.stream.Stream;

/** Images and series made larger and smaller. */
final class ResizingCases {
  private ResizingCases() {}

  static Stream<Case> all() {
    return Stream.of(
        scaled("nearest", 2, 2, none()),
        scaled("nearest smaller", .5f, .6f, none()),
        scaled(
            "nearest asymmetric",
            2,
            3,
            coordinates("asymmetric").withText("nearest_mode", "floor")),
        scaled("nearest up", 2, 1.5f, none().withText("nearest_mode", "ceil")),
        scaled("nearest half up", 2, 1, none().withText("nearest_mode", "round_prefer_ceil")),
        scaled("linear", 2, 2.5f, linear(none())),
        scaled("linear smaller", .5f, .7f, linear(none())),
        scaled("linear asymmetric", 2, 1.5f, linear(coordinates("asymmetric"))),
        scaled("linear to corners", 2, 2, linear(coordinates("align_corners"))),
        scaled("linear to corners smaller", .6f, .6f, linear(coordinates("align_corners"))),
        scaled("linear as in PyTorch", 2, .2f, linear(coordinates("pytorch_half_pixel"))),
        scaled("cubic", 2, 1.5f, none().withText("mode", "cubic")),
        scaled(
            "cubic within",
            2,
            1.5f,
            none().withText("mode", "cubic").withInteger("exclude_outside", 1)),
        OperatorCases.of(
            "Resize to sizes",
            IMAGE,
            (b, x) ->
                b.node(
                    "Resize",
                    "y",
                    List.of(x, "", "", b.integers("sizes", 3, 4, 9, 4)),
                    linear(none()))),
        OperatorCases.of(
            "Resize series",
            SERIES,
            (b, x) -> {
              Tensor scales = Tensor.of(Shape.of(3), 1, 1, 2);
              return b.node(
                  "Resize", "y", List.of(x, "", b.constant("scales", scales)), linear(none()));
            }));
  }

  private static Case scaled(String name, float height, float width, Attributes attributes) {
    return OperatorCases.of(
        "Resize " + name,
        IMAGE,
        (b, x) -> {
          Tensor scales = Tensor.of(Shape.of(4), 1, 1, height, width);
          return b.node("Resize", "y", List.of(x, "", b.constant("scales", scales)), attributes);
        });
  }

  private static Attributes linear(Attributes attributes) {
    return attributes.withText("mode", "linear");
  }

  private static Attributes coordinates(String name) {
    return none().withText("coordinate_transformation_mode", name);
  }
}

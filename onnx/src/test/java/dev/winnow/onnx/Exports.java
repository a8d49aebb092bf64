package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Networks as exporters write them, and what becomes of them. */
final class Exports {
  private static final Attributes SAME = Attributes.none().withIntegers("pads", 1, 1, 1, 1);

  final Nets nets = new Nets(4);
  final NetworkBuilder builder = NetworkBuilder.named("net");

  static NetworkImport imported(ModelProto model) {
    return NetworkImport.of("net", model, ConversionOptions.none());
  }

  static NetworkImport imported(ModelProto model, OutputKind kind) {
    return NetworkImport.of(
        "net", model, new ConversionOptions(Optional.empty(), Optional.of(kind)));
  }

  /** The first output, flat. */
  static float[] run(Network network, Tensor input) {
    try (Session session = Session.open(network, 1)) {
      return session.run(Map.of(session.inputs().get(0).name(), input)).values().stream()
          .findFirst()
          .orElseThrow()
          .toArray();
    }
  }

  /** conv → relu → mean over space → dense, of whatever makes 3×6×6 values. */
  String classifier(String x, int classes) {
    x = builder.conv("conv", x, nets.weight(4, 3, 3, 3), nets.bias(4), SAME);
    x = builder.flatten("flat", builder.globalAveragePool("mean", builder.relu("relu", x)));
    return builder.gemm("fc", x, nets.weight(classes, 4), nets.bias(classes));
  }

  /** The same of an image of its own. */
  String classifier(int classes) {
    return classifier(builder.input("image", Shape.of(3, 6, 6)), classes);
  }

  /** A classifier of three classes as it should be exported. */
  ModelProto probabilities() {
    return builder.output(builder.softmax("probabilities", classifier(3))).model();
  }

  /** So many images for the classifier. */
  Tensor images(int count) {
    return nets.normal(Shape.of(count, 3, 6, 6), 1);
  }

  /** What ONNX Runtime makes of images, one output of the file, flat. */
  static float[] reference(ModelProto model, Tensor images, String output) {
    return OrtReference.run(model, images.toArray(), output, images.shape().toLongs());
  }

  static ModelProto edited(ModelProto model, Consumer<GraphProto.Builder> edit) {
    ModelProto.Builder edited = model.toBuilder();
    edit.accept(edited.getGraphBuilder());
    return edited.build();
  }
}

package dev.winnow.learn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.winnow.core.PcaProjection;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The analyzer behind a reduction is a network like any other: it can be trained further. */
class ReducedAnalyzerTest {
  private static final Shape CUT = Shape.of(2, 3, 3);

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  private static SplitNetwork parts() {
    Random random = new Random(5);
    NetworkBuilder builder = NetworkBuilder.named("small");
    String x = builder.relu("cut", builder.input("image", CUT));
    Tensor weight = OperatorCases.random(random, Shape.of(4, 2, 3, 3));
    x = builder.flatten("flat", builder.conv("conv", x, weight, Attributes.none()));
    Tensor matrix = OperatorCases.random(random, Shape.of(2, 4));
    x = builder.gemm("logits", x, matrix, OperatorCases.random(random, Shape.of(2)));
    Network network = builder.output(builder.softmax("probabilities", x)).build();
    Tensor axes = Tensor.allocate(Shape.of(3, CUT.size()));
    for (int i = 0; i < 3; i++) {
      axes.buffer().put(i * CUT.size() + 5 * i, 1);
    }
    Tensor mean = OperatorCases.random(random, Shape.of(CUT.size()));
    List<Double> three = List.of(1.0, 1.0, 1.0);
    return network
        .split(network.cut("cut"))
        .reduced(new PcaProjection(mean, axes, three, three, OptionalDouble.empty()));
  }

  @Test
  void run_analyzerOfAReducedFeature_equalsOnnxRuntime() {
    Network analyzer = parts().analyzer();
    Tensor rows = OperatorCases.random(new Random(6), Shape.of(7, 3));
    try (TrainableNetwork trainable = TrainableNetwork.open(analyzer);
        Session session = Session.open(analyzer, 1);
        NativeScope scope = NativeScope.unrecorded()) {
      float[] made =
          trainable.run(scope.view(rows), Mode.INFERENCE, "probabilities").toFloatArray();

      assertArrayEquals(session.run(rows).toArray(), made, 1e-5f);
    }
  }
}

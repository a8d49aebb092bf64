package dev.winnow.onnx;

import java.util.Optional;
import java.util.Set;

/**
 * Which operators surely make the same of the same, whatever was computed before: a list of those
 * that do, so that what is new or forgotten is refused. Not on it are those that draw numbers, and
 * those whose specification leaves open which of several values wins where indices repeat, which in
 * several threads is a race. Operators that run graphs inside them are not on it either; {@link
 * ModelValidator} admits no inner graph.
 */
final class Determinism {
  private static final Set<String> ARITHMETIC =
      Set.of(
          """
          Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh BitCast BitShift BitwiseAnd
          BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil Celu Clip Cos Cosh CumProd CumSum
          DequantizeLinear Det Div DynamicQuantizeLinear Einsum Elu Equal Erf Exp Floor Gelu Gemm
          Greater GreaterOrEqual HardSigmoid HardSwish Hardmax Identity IsInf IsNaN LeakyRelu Less
          LessOrEqual Log LogSoftmax MatMul MatMulInteger Max Mean Min Mish Mod Mul Neg Not Or
          PRelu Pow QLinearMatMul QuantizeLinear Reciprocal ReduceL1 ReduceL2 ReduceLogSum
          ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu
          Round Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Sub Sum Swish Tan
          Tanh ThresholdedRelu Where Xor\
          """
              .split("\\s+"));

  private static final Set<String> LAYERS =
      Set.of(
          """
          Attention AveragePool BatchNormalization BlackmanWindow Conv ConvInteger ConvTranspose
          DFT DeformConv Dropout GRU GlobalAveragePool GlobalLpPool GlobalMaxPool GridSample
          GroupNormalization HammingWindow HannWindow InstanceNormalization LRN LSTM
          LayerNormalization LpNormalization LpPool MaxPool MaxRoiPool MeanVarianceNormalization
          MelWeightMatrix NonMaxSuppression QLinearConv RMSNormalization RNN RoiAlign
          RotaryEmbedding STFT\
          """
              .split("\\s+"));

  private static final Set<String> ARRANGEMENT =
      Set.of(
          """
          CenterCropPad Col2Im Compress Concat ConcatFromSequence Constant ConstantOfShape
          DepthToSpace Expand EyeLike Flatten Gather GatherElements GatherND NonZero OneHot Pad
          Range Reshape Resize ReverseSequence SequenceAt SequenceConstruct SequenceEmpty
          SequenceErase SequenceInsert SequenceLength Shape Size Slice SpaceToDepth Split
          SplitToSequence Squeeze Tile TopK Transpose Trilu Unique Unsqueeze Upsample\
          """
              .split("\\s+"));

  private final Constants constants;

  private Determinism(Constants constants) {
    this.constants = constants;
  }

  /**
   * @throws NondeterministicNetworkException if a node, needed or not, may do otherwise another
   *     time
   */
  static void require(Graph graph, Constants constants) {
    Determinism determinism = new Determinism(constants);
    for (Node node : graph.nodes()) {
      determinism
          .complaint(node)
          .ifPresent(
              complaint -> {
                throw new NondeterministicNetworkException(graph.what(), node, complaint);
              });
    }
  }

  /** The end of a sentence about a node; the same for every operator set. */
  private Optional<String> complaint(Node node) {
    if (!isListed(node.op())) {
      return Optional.of(
          "is not of an operator that surely gives the same output for the same input; build the"
              + " extractor without it");
    }
    return isTraining(node)
        ? Optional.of("may run in training mode; export the network for inference")
        : Optional.empty();
  }

  private static boolean isListed(String op) {
    return ARITHMETIC.contains(op) || LAYERS.contains(op) || ARRANGEMENT.contains(op);
  }

  /** The oldest operator set read, 7, has no {@code is_test} any more. */
  private boolean isTraining(Node node) {
    return switch (node.op()) {
      case "Dropout" -> !node.input(2).isEmpty() && !constants.isFalse(node.input(2));
      case "BatchNormalization" ->
          node.attributes().integer("training_mode", 0) != 0
              || node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty());
      default -> false;
    };
  }
}

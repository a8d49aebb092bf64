package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which operators surely make the same of the same, whatever was computed before: a list of those
 * that do, so that what is new or forgotten is refused. Not on it are those that draw numbers, and
 * those whose specification leaves open which of several values wins where indices repeat, which in
 * several threads is a race. An operator that runs graphs of its own does so if all in these does.
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

  private static final Set<String> TRAINABLE = Set.of("BatchNormalization", "Dropout");

  /** Operators of the domains that ONNX Runtime adds. */
  private static final Set<String> ADDED =
      Set.of(
          """
          ai.onnx.ml.ArrayFeatureExtractor ai.onnx.ml.Binarizer ai.onnx.ml.FeatureVectorizer
          ai.onnx.ml.Imputer ai.onnx.ml.LinearClassifier ai.onnx.ml.LinearRegressor
          ai.onnx.ml.Normalizer ai.onnx.ml.OneHotEncoder ai.onnx.ml.SVMClassifier
          ai.onnx.ml.SVMRegressor ai.onnx.ml.Scaler com.microsoft.BiasGelu com.microsoft.FastGelu
          com.microsoft.FusedConv com.microsoft.FusedGemm com.microsoft.FusedMatMul
          com.microsoft.Gelu com.microsoft.MatMulNBits com.microsoft.QGemm
          com.microsoft.QLinearAdd com.microsoft.QLinearAveragePool com.microsoft.QLinearConcat
          com.microsoft.QLinearGlobalAveragePool com.microsoft.QLinearLeakyRelu
          com.microsoft.QLinearMul com.microsoft.QLinearSigmoid com.microsoft.QLinearSoftmax
          com.microsoft.QuickGelu com.microsoft.SkipLayerNormalization\
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
    if (!isListed(node.op()) && !isListedInside(node)) {
      return Optional.of(
          "is not of an operator that surely gives the same output for the same input; build the"
              + " extractor without it");
    }
    return isTraining(node)
        ? Optional.of("may run in training mode; export the network for inference")
        : Optional.empty();
  }

  private static boolean isListed(String op) {
    return ARITHMETIC.contains(op)
        || LAYERS.contains(op)
        || ARRANGEMENT.contains(op)
        || ADDED.contains(op);
  }

  /** Inside, an operator with a training mode is not looked into and so not admitted. */
  private static boolean isListedInside(Node node) {
    return holdListed(node.attributes().protos());
  }

  private static boolean isListed(GraphProto graph) {
    return graph.getNodeList().stream()
        .allMatch(
            node ->
                ModelValidator.isStandard(node.getDomain())
                    && !TRAINABLE.contains(node.getOpType())
                    && (isListed(node.getOpType()) || holdListed(node.getAttributeList())));
  }

  private static boolean holdListed(Collection<AttributeProto> attributes) {
    List<GraphProto> graphs =
        attributes.stream().filter(AttributeProto::hasG).map(AttributeProto::getG).toList();
    return !graphs.isEmpty() && graphs.stream().allMatch(Determinism::isListed);
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

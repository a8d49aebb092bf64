package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Ports in ONNX's form. */
final class TensorSpecs {
  /** The name of the symbolic batch extent where a network has none of its own. */
  private static final String BATCH = "batch";

  private TensorSpecs() {}

  /**
   * An input.
   *
   * @throws UnsupportedNetworkException if it holds no 32-bit floats, or an extent other than the
   *     first is unknown
   */
  static TensorSpec input(String what, ValueInfoProto value) {
    String subject = "its input \"" + value.getName() + "\" ";
    requireFloats(what, subject, value);
    Optional<TensorSpec> port = declared(value);
    if (port.isEmpty()) {
      throw new UnsupportedNetworkException(
          what,
          subject
              + "must have a first axis for the samples and fixed extents behind it; export it so");
    }
    return port.get();
  }

  /** Refuses what declares to hold something else than 32-bit floats. */
  static void requireFloats(String what, String subject, ValueInfoProto value) {
    TypeProto type = value.getType();
    int element = type.getTensorType().getElemType();
    boolean undeclared = type.getValueCase() == TypeProto.ValueCase.VALUE_NOT_SET;
    if (!undeclared && element != DataType.FLOAT_VALUE) {
      String name = type.hasTensorType() ? TensorProtos.typeName(element) : "no tensor";
      throw new UnsupportedNetworkException(
          what, subject + "is " + name + "; export it with FLOAT");
    }
  }

  /** The port that a declaration describes; empty unless it states every extent but the first. */
  static Optional<TensorSpec> declared(ValueInfoProto value) {
    List<Dimension> dims = value.getType().getTensorType().getShape().getDimList();
    if (dims.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> extents = new ArrayList<>();
    for (Dimension dim : dims.subList(1, dims.size())) {
      if (dim.getDimValue() < 1 || dim.getDimValue() > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      extents.add((int) dim.getDimValue());
    }
    return batch(dims.get(0)).flatMap(batch -> port(value.getName(), batch, extents));
  }

  /** A port in ONNX's form; a symbolic batch is called as in the pattern, if that has a name. */
  static ValueInfoProto of(TensorSpec port, ValueInfoProto pattern) {
    ValueInfoProto.Builder value = fixed(port.name(), port.shape()).toBuilder();
    value
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .addDim(0, batch(port.batch(), pattern));
    return value.build();
  }

  /** A tensor of 32-bit floats and fixed extents in ONNX's form. */
  static ValueInfoProto fixed(String name, Shape shape) {
    ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
    TypeProto.Tensor.Builder tensor = value.getTypeBuilder().getTensorTypeBuilder();
    tensor.setElemType(DataType.FLOAT_VALUE).getShapeBuilder();
    shape.dims().forEach(dim -> tensor.getShapeBuilder().addDimBuilder().setDimValue(dim));
    return value.build();
  }

  /** A constant in the list of inputs, where the oldest formats want it. */
  static ValueInfoProto listed(TensorProto constant) {
    ValueInfoProto.Builder value =
        fixed(constant.getName(), TensorProtos.shape(constant)).toBuilder();
    value.getTypeBuilder().getTensorTypeBuilder().setElemType(constant.getDataType());
    return value.build();
  }

  private static Dimension batch(OptionalInt batch, ValueInfoProto pattern) {
    Dimension.Builder dim = Dimension.newBuilder();
    if (batch.isPresent()) {
      return dim.setDimValue(batch.getAsInt()).build();
    }
    String name =
        pattern.getType().getTensorType().getShape().getDimList().stream()
            .findFirst()
            .map(Dimension::getDimParam)
            .orElse("");
    return dim.setDimParam(name.isEmpty() ? BATCH : name).build();
  }

  private static Optional<OptionalInt> batch(Dimension dim) {
    if (!dim.hasDimValue()) {
      return Optional.of(OptionalInt.empty());
    }
    long value = dim.getDimValue();
    return value >= 1 && value <= Integer.MAX_VALUE
        ? Optional.of(OptionalInt.of((int) value))
        : Optional.empty();
  }

  private static Optional<TensorSpec> port(String name, OptionalInt batch, List<Integer> extents) {
    try {
      TensorSpec port = new TensorSpec(name, batch, new Shape(extents));
      port.shape().batch(batch.orElse(1));
      return Optional.of(port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

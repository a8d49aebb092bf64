package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The constants of a node, by name, each of one of ONNX's types. Those that ONNX lets default are
 * read with the default that the operator's specification states.
 *
 * <p>Every reader throws {@link MalformedNetworkException} if the attribute has another type.
 */
public final class Attributes {
  private static final Attributes NONE = new Attributes("the network", "node", Map.of());

  private final String what;
  private final String node;
  private final Map<String, AttributeProto> byName;

  private Attributes(String what, String node, Map<String, AttributeProto> byName) {
    this.what = what;
    this.node = node;
    this.byName = byName;
  }

  /** No attributes, to add to. */
  public static Attributes none() {
    return NONE;
  }

  /** The attributes of a node of a network, both as messages call them. */
  static Attributes of(String what, String node, List<AttributeProto> protos) {
    Map<String, AttributeProto> byName = new TreeMap<>();
    protos.forEach(proto -> byName.put(proto.getName(), proto));
    return new Attributes(what, node, byName);
  }

  /** The names of the attributes that are present, in alphabetical order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** Whether the attribute is present. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** A whole number. */
  public int integer(String name, int otherwise) {
    return find(name, AttributeType.INT).map(proto -> toInt(name, proto.getI())).orElse(otherwise);
  }

  /** Whole numbers. */
  public long[] integers(String name, long... otherwise) {
    return find(name, AttributeType.INTS)
        .map(proto -> proto.getIntsList().stream().mapToLong(Long::longValue).toArray())
        .orElseGet(otherwise::clone);
  }

  /** A number. */
  public float number(String name, float otherwise) {
    return find(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse(otherwise);
  }

  /** Numbers. */
  public List<Float> numbers(String name) {
    return find(name, AttributeType.FLOATS)
        .map(proto -> List.copyOf(proto.getFloatsList()))
        .orElse(List.of());
  }

  /** A text. */
  public String text(String name, String otherwise) {
    return find(name, AttributeType.STRING)
        .map(proto -> proto.getS().toStringUtf8())
        .orElse(otherwise);
  }

  /** Texts. */
  public List<String> texts(String name) {
    return find(name, AttributeType.STRINGS)
        .map(proto -> proto.getStringsList().stream().map(ByteString::toStringUtf8).toList())
        .orElse(List.of());
  }

  /** A copy of a 32-bit float tensor; empty if it is absent or holds another type. */
  public Optional<Tensor> tensor(String name) {
    return find(name, AttributeType.TENSOR).flatMap(proto -> TensorProtos.floats(proto.getT()));
  }

  /** These attributes and a whole number. */
  public Attributes withInteger(String name, long value) {
    return with(proto(name, AttributeType.INT).setI(value));
  }

  /** These attributes and a list of whole numbers. */
  public Attributes withIntegers(String name, long... values) {
    AttributeProto.Builder proto = proto(name, AttributeType.INTS);
    for (long value : values) {
      proto.addInts(value);
    }
    return with(proto);
  }

  /** These attributes and a number. */
  public Attributes withNumber(String name, float value) {
    return with(proto(name, AttributeType.FLOAT).setF(value));
  }

  /** These attributes and a text. */
  public Attributes withText(String name, String value) {
    return with(proto(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
  }

  /** These attributes and a 32-bit float tensor, which is copied. */
  public Attributes withTensor(String name, Tensor value) {
    return with(proto(name, AttributeType.TENSOR).setT(TensorProtos.of("", value)));
  }

  Optional<AttributeProto> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Collection<AttributeProto> protos() {
    return new ArrayList<>(byName.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that && byName.equals(that.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return String.join(", ", byName.keySet());
  }

  private Optional<AttributeProto> find(String name, AttributeType type) {
    Optional<AttributeProto> proto = find(name);
    if (proto.isPresent() && proto.get().getType() != type) {
      throw new MalformedNetworkException(
          what,
          "%s has the attribute \"%s\" as %s where %s is needed"
              .formatted(node, name, proto.get().getType(), type));
    }
    return proto;
  }

  private int toInt(String name, long value) {
    if (value != (int) value) {
      throw new MalformedNetworkException(
          what, "%s has the attribute \"%s\" too large, %d".formatted(node, name, value));
    }
    return (int) value;
  }

  private Attributes with(AttributeProto.Builder added) {
    Map<String, AttributeProto> extended = new TreeMap<>(byName);
    extended.put(added.getName(), added.build());
    return new Attributes(what, node, extended);
  }

  private static AttributeProto.Builder proto(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}

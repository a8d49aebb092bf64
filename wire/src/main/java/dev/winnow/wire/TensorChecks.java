package dev.winnow.wire;

import dev.winnow.core.Shape;
import java.util.List;

/** What holds for the tensors of strangers over REST and gRPC alike. */
public final class TensorChecks {
  /** What fits a buffer. */
  static final int MOST_ELEMENTS = Integer.MAX_VALUE / Float.BYTES;

  private TensorChecks() {}

  /**
   * The shape of those extents.
   *
   * @param field where they come from, for the complaint
   * @throws WireException if there are too many, one is negative, or their product is too large
   */
  public static Shape shape(String field, List<Long> extents) {
    if (extents.size() > Limits.RANK) {
      throw new WireException(
          "%s has %d extents, and at most %d are taken"
              .formatted(field, extents.size(), Limits.RANK));
    }
    long elements = 1;
    for (int i = 0; i < extents.size(); i++) {
      long extent = extents.get(i);
      if (extent < 0 || extent > MOST_ELEMENTS) {
        throw new WireException(
            "%s[%d] must be a whole number from 0 to %d".formatted(field, i, MOST_ELEMENTS));
      }
      elements *= extent;
      if (elements > MOST_ELEMENTS) {
        throw new WireException("%s has more than %d elements".formatted(field, MOST_ELEMENTS));
      }
    }
    return new Shape(extents.stream().map(Long::intValue).toList());
  }

  /**
   * The type of that name, which must be FP32 or BYTES.
   *
   * @param field where the name comes from, for the complaint
   * @throws WireException if it is another type's, or no type's
   */
  public static Datatype datatype(String field, String name) {
    Datatype type =
        Datatype.named(name)
            .orElseThrow(() -> new WireException(field + " " + Datatype.mustBeOne()));
    if (type != Datatype.FP32 && type != Datatype.BYTES) {
      throw new WireException(field + " is " + type + ", and only FP32 and BYTES are taken");
    }
    return type;
  }
}

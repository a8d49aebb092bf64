package dev.winnow.core;

/** Captures of one modality where those of another are needed. */
public final class UnsuitableModalityException extends WinnowException {
  private UnsuitableModalityException(String message) {
    super(message);
  }

  /**
   * A refusal.
   *
   * @param needs who needs what, as a sentence begins, such as {@code the decoder takes}
   * @param needed what is needed
   * @param other what is there instead, such as {@code the network}
   * @param found what that is made for
   */
  public static UnsuitableModalityException of(
      String needs, InputSpec.Kind needed, String other, InputSpec.Kind found) {
    return new UnsuitableModalityException(
        "%s %s, and %s is of %s; use one of %s"
            .formatted(needs, plural(needed), other, plural(found), plural(needed)));
  }

  private static String plural(InputSpec.Kind kind) {
    return kind == InputSpec.Kind.IMAGE ? "images" : kind.word();
  }
}

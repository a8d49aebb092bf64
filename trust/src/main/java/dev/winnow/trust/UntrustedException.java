package dev.winnow.trust;

import dev.winnow.core.PrivacyRefusalException;

/** An extractor is not to be run, or its certificate not to be believed. */
public final class UntrustedException extends PrivacyRefusalException {
  private final transient Refusal refusal;

  UntrustedException(Refusal refusal) {
    super(refusal.sentence());
    this.refusal = refusal;
  }

  UntrustedException(Refusal refusal, Throwable cause) {
    super(refusal.sentence(), cause);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
